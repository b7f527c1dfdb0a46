import { useDocument } from "../document/store.ts";
import { type Wire, wireKey } from "../document/types.ts";
import { opOf } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { localDerivative, useNodeView, useWireView } from "../engine/live.ts";
import { Held } from "./Held.tsx";
import { PortDerivative } from "./PortDerivative.tsx";
import { Section } from "./Section.tsx";
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
        <Section title="Flows forward">
          <Held figure="value" id={source.id}>
            <TensorView tensor={value} tone="forward" label={`value of ${spokenName(source)}`} />
          </Held>
        </Section>
      )}
      {derivative && (
        <Section title="Local derivative">
          {port && <PortDerivative port={port} />}
          <Held figure="local" id={key}>
            <TensorView tensor={derivative} tone="forward" label="local derivative" />
          </Held>
        </Section>
      )}
      {gradient && (
        <Section title="Arrives from behind">
          <Held figure="gradient" id={target.id}>
            <TensorView tensor={gradient} tone="backward" label={`gradient of ${spokenName(target)}`} />
          </Held>
        </Section>
      )}
      {contribution && (
        <Section title="Flows backward">
          <Held figure="contribution" id={key}>
            <TensorView tensor={contribution} tone="backward" label="contribution of this wire" />
          </Held>
          <p className="inspector-note">
            The gradient that arrives, times the local derivative: what this wire adds to the gradient of{" "}
            {spokenName(source)}.
          </p>
        </Section>
      )}
    </>
  );
}
