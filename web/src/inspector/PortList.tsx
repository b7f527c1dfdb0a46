import { connect, remove } from "../document/commands.ts";
import { apply, useDocument } from "../document/store.ts";
import { type GraphNode, wireKey } from "../document/types.ts";
import { type Op, shownPorts } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { localDerivative, refusal, useNodeView } from "../engine/live.ts";
import { coverOf, useVeil } from "../engine/veil.ts";
import { formatFull, formatNumber, formatShape } from "../ui/format.ts";
import { PortDerivative } from "./PortDerivative.tsx";

/** The ports of a node: what goes in, to choose from what fits, and the local derivative by it. */
export function PortList({ node, op }: { node: GraphNode; op: Op }) {
  const graph = useDocument((state) => state.graph);
  // Local derivatives are read anew when the node's numbers change.
  useNodeView(node.id);
  const veil = useVeil();
  return (
    <ul className="portList">
      {shownPorts(op, (name) => graph.wires.some((wire) => wire.to === node.id && wire.port === name)).map(
        (port) => {
          const key = wireKey({ to: node.id, port: port.name });
          const wire = graph.wires.find((other) => wireKey(other) === key);
          const sources = graph.nodes.filter(
            (other) => other.id === wire?.from || refusal(other.id, node.id, port.name) === "",
          );
          const shown = coverOf(veil, "local", key) === "shown";
          const derivative = wire && shown ? localDerivative(key) : null;
          const [number] = derivative?.data ?? [];
          return (
            <li key={port.name}>
              <label className="portList-port" title={port.summary}>
                <span className="mathName">{port.label}</span>
                <select
                  className="field-input"
                  data-testid={`port-${port.name}`}
                  value={wire?.from ?? ""}
                  onChange={(event) => {
                    const from = event.currentTarget.value;
                    apply((current) =>
                      from === ""
                        ? remove(current, new Set(), new Set([key]))
                        : connect(current, { from, to: node.id, port: port.name }),
                    );
                  }}
                >
                  <option value="">nothing</option>
                  {sources.map((source) => (
                    <option key={source.id} value={source.id}>
                      {source.name ?? `${spokenName(source)} (${source.id})`}
                    </option>
                  ))}
                </select>
              </label>
              <div className="portList-derivative">
                <PortDerivative port={port} />
                {derivative && (
                  <span
                    className="numeric portList-number"
                    title={number === undefined ? "" : formatFull(number)}
                  >
                    {derivative.shape.length === 0 && number !== undefined
                      ? formatNumber(number)
                      : formatShape(derivative.shape)}
                  </span>
                )}
              </div>
            </li>
          );
        },
      )}
    </ul>
  );
}
