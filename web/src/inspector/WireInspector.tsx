import { useDocument } from "../document/store.ts";
import { type Wire, wireKey } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { localDerivative, useNodeView, useWireView } from "../engine/live.ts";
import { FigureSection } from "./FigureSection.tsx";
import { PortDerivative } from "./PortDerivative.tsx";

import { TensorView } from "./TensorView.tsx";

/** A wire: what flows along it, the local derivative, and what flows back. */
export function WireInspector({ wire }: { wire: Wire }) {
  const key = wireKey(wire);
  const source = useDocument((state) => state.graph.nodes.find((node) => node.id === wire.from));
  const target = useDocument((state) => state.graph.nodes.find((node) => node.id === wire.to));
  const value = useNodeView(wire.from)?.value;
  const gradient = useNodeView(wire.to)?.gradient;
  const contribution = useWireView(key)?.contribution;
  if (!source || !target) return null;
  const port = opOf(target.op)?.ports.find((candidate) => candidate.name === wire.port);
  const derivative = localDerivative(key);
  return (
    <>
      <header className="inspector-head">
        <div>
          <h2>
            {spokenName(source)} → {spokenName(target)}
          </h2>
          <p>Into port {port?.label ?? wire.port}.</p>
        </div>
      </header>
      {value && (
        <FigureSection
          title="Flows forward"
          figure="value"
          id={wire.from}
          label={`value of ${spokenName(source)}`}
        >
          <TensorView tensor={value} tone="forward" label={`value of ${spokenName(source)}`} />
        </FigureSection>
      )}
      {derivative && (
        <FigureSection title="Local derivative" figure="local" id={key} label="local derivative">
          {port && <PortDerivative port={port} />}
          <TensorView tensor={derivative} tone="forward" label="local derivative" />
        </FigureSection>
      )}
      {gradient && (
        <FigureSection
          title="Arrives from behind"
          figure="gradient"
          id={wire.to}
          label={`gradient of ${spokenName(target)}`}
        >
          <TensorView tensor={gradient} tone="backward" label={`gradient of ${spokenName(target)}`} />
        </FigureSection>
      )}
      {contribution && (
        <FigureSection
          title="Flows backward"
          figure="contribution"
          id={key}
          label="contribution of this wire"
        >
          <TensorView tensor={contribution} tone="backward" label="contribution of this wire" />
          <p className="inspector-note">
            The gradient that arrives, times the local derivative: what this wire adds to the gradient of{" "}
            {spokenName(source)}.
          </p>
        </FigureSection>
      )}
    </>
  );
}
