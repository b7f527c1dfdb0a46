import { connect, remove } from "../document/commands.ts";
import { apply, useDocument } from "../document/store.ts";
import { type GraphNode, wireKey } from "../document/types.ts";
import { openQuestion } from "../engine/asking.ts";
import { type Op, shownPorts } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { localDerivative, refusal, useNodeView } from "../engine/live.ts";
import type { Tensor } from "../engine/snapshot.ts";
import { useCover } from "../engine/veil.ts";
import { AskChip } from "../ui/AskChip.tsx";
import { formatFull, formatNumber, formatShape } from "../ui/format.ts";
import { PortDerivative } from "./PortDerivative.tsx";

/** The ports of a node: what goes in, to choose from what fits, and the local derivative by it. */
export function PortList({ node, op }: { node: GraphNode; op: Op }) {
  const graph = useDocument((state) => state.graph);
  // Local derivatives are read anew when the node's numbers change.
  useNodeView(node.id);
  return (
    <ul className="portList">
      {shownPorts(op, (name) => graph.wires.some((wire) => wire.to === node.id && wire.port === name)).map(
        (port) => {
          const key = wireKey({ to: node.id, port: port.name });
          const wire = graph.wires.find((other) => wireKey(other) === key);
          const sources = graph.nodes.filter(
            (other) => other.id === wire?.from || refusal(other.id, node.id, port.name) === "",
          );
          const derivative = wire ? localDerivative(key) : null;
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
                {derivative && <LocalNumber id={key} port={port.label} derivative={derivative} />}
              </div>
            </li>
          );
        },
      )}
    </ul>
  );
}

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
