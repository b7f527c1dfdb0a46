import { memo, useMemo } from "react";
import { connect, remove } from "../document/commands.ts";
import { apply, useDocument } from "../document/store.ts";
import { type GraphNode, wireKey } from "../document/types.ts";
import { openQuestion } from "../engine/asking.ts";
import { type Op, type Port, shownPorts } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { localDerivative, sources, useLive, useNodeView } from "../engine/live.ts";
import type { Tensor } from "../engine/snapshot.ts";
import { useCover } from "../engine/veil.ts";
import { AskChip } from "../ui/AskChip.tsx";
import { formatFull, formatNumber, formatShape } from "../ui/format.ts";
import { PortDerivative } from "./PortDerivative.tsx";

/** The ports of a node: what goes in, to choose from what fits, and the local derivative by it. */
export function PortList({ node, op }: { node: GraphNode; op: Op }) {
  const wires = useDocument((state) => state.graph.wires);
  // Local derivatives are read anew when the node's numbers change.
  useNodeView(node.id);
  const into = new Map(wires.filter((wire) => wire.to === node.id).map((wire) => [wire.port, wire.from]));
  return (
    <ul className="portList">
      {shownPorts(op, (name) => into.has(name)).map((port) => {
        const key = wireKey({ to: node.id, port: port.name });
        const source = into.get(port.name);
        const derivative = source === undefined ? null : localDerivative(key);
        return (
          <li key={port.name}>
            <SourceSelect node={node.id} port={port} source={source ?? ""} />
            <div className="portList-derivative">
              <PortDerivative port={port} />
              {derivative && <LocalNumber id={key} port={port.label} derivative={derivative} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

interface SourceSelectProps {
  node: string;
  port: Port;
  /** The id of the node that is wired to the port; empty where none is. */
  source: string;
}

/** What goes into a port, to choose from the nodes that fit. */
const SourceSelect = memo(function SourceSelect({ node, port, source }: SourceSelectProps) {
  // What fits changes with the meaning of the document, not with where its nodes stand.
  const snapshot = useLive();
  const options = useMemo(() => {
    const fits = new Set(sources(node, port.name)).add(source);
    return snapshot.graph.nodes
      .filter(({ id }) => fits.has(id))
      .map((other) => (
        <option key={other.id} value={other.id}>
          {other.name ?? `${spokenName(other)} (${other.id})`}
        </option>
      ));
  }, [snapshot, node, port, source]);
  return (
    <label className="portList-port" title={port.summary}>
      <span className="mathName">{port.label}</span>
      <select
        className="field-input"
        data-testid={`port-${port.name}`}
        value={source}
        onChange={(event) => {
          const from = event.currentTarget.value;
          apply((current) =>
            from === ""
              ? remove(current, new Set(), new Set([wireKey({ to: node, port: port.name })]))
              : connect(current, { from, to: node, port: port.name }),
          );
        }}
      >
        <option value="">nothing</option>
        {options}
      </select>
    </label>
  );
});

/** The local derivative at a port in short; or the question of it. */
function LocalNumber({ id, port, derivative }: { id: string; port: string; derivative: Tensor }) {
  const cover = useCover("local", id);
  const [number] = derivative.data;
  if (cover === "blank") return null;
  if (cover === "asked") {
    const label = `local derivative at port ${port}`;
    return (
      <AskChip
        label={label}
        tone="forward"
        onOpen={(anchor) => openQuestion({ figure: "local", id, anchor })}
      />
    );
  }
  return (
    <span className="numeric portList-number" title={number === undefined ? "" : formatFull(number)}>
      {derivative.shape.length === 0 && number !== undefined
        ? formatNumber(number)
        : formatShape(derivative.shape)}
    </span>
  );
}
