import { addNode, connect } from "../document/commands.ts";
import { apply } from "../document/store.ts";
import type { Graph, GraphNode, Position, Wire } from "../document/types.ts";
import { announce } from "../ui/announce.tsx";
import { formatNumber, formatShape } from "../ui/format.ts";
import { type Op, opOf, valueSetting } from "./catalogue.ts";
import type { NodeView, Snapshot, Tensor } from "./snapshot.ts";
import { coverOf, useVeil } from "./veil.ts";

/** The end of a wire that still looks for its other end: an output (no port) or a port. */
export interface LooseEnd {
  node: string;
  port: string | null;
}

/** Puts an op into the open document, joined to a loose wire end if there is one. Returns its id. */
export function placeOp(op: Op, position: Position, loose?: LooseEnd): string {
  const setting = valueSetting(op);
  const needsValue = setting !== undefined && setting.default === null;
  let placed = "";
  apply((graph) => {
    const added = addNode(graph, {
      op: op.id,
      role: op.role,
      position: freePlace(graph, position),
      // A source starts with a number, so that the graph computes from the first moment.
      ...(needsValue ? { settings: { [setting.name]: 1 } } : {}),
    });
    placed = added.id;
    const wire = loose && wireTo(op, added.id, loose);
    return wire ? connect(added.graph, wire) : added.graph;
  });
  announce(`${op.label} added.`);
  return placed;
}

/** The nearest place, down to the right, on which no node stands exactly: what is added twice must not hide itself. */
function freePlace(graph: Graph, { x, y }: Position): Position {
  const taken = graph.nodes.some(
    ({ position }) => position && Math.abs(position.x - x) < 12 && Math.abs(position.y - y) < 12,
  );
  return taken ? freePlace(graph, { x: x + 28, y: y + 28 }) : { x, y };
}

function wireTo(op: Op, id: string, loose: LooseEnd): Wire | null {
  if (loose.port !== null) return { from: id, to: loose.node, port: loose.port };
  const port = op.ports[0];
  return port ? { from: loose.node, to: id, port: port.name } : null;
}

/** The ops that a loose end can be joined to: from an output, those with a port; from a port, all. */
export function fits(op: Op, loose: LooseEnd | undefined): boolean {
  return !loose || loose.port !== null || op.ports.length > 0;
}

/** What a node is called in a sentence: its name, or what it does. */
export function spokenName(node: GraphNode): string {
  return node.name ?? opOf(node.op)?.label.toLowerCase() ?? node.op;
}

/** A tensor in words: a number, or its shape. */
export function spokenTensor(tensor: Tensor): string {
  const [first] = tensor.data;
  return tensor.shape.length === 0 && first !== undefined
    ? formatNumber(first)
    : `of shape ${formatShape(tensor.shape)}`;
}

/** A figure for those who listen; one that is held back is not told. */
function spokenFigure(figure: "value" | "gradient", id: string, tensor: Tensor | null | undefined): string[] {
  const cover = coverOf(useVeil.getState(), figure, id);
  if (!tensor || cover === "blank") return [];
  return [`${figure} ${cover === "asked" ? "covered" : spokenTensor(tensor)}`];
}

/** A node for those who listen: "w2, parameter, value 1, gradient -0.24". */
export function describeNode(graph: Graph, node: GraphNode, view: NodeView | undefined): string {
  const op = opOf(node.op);
  const parts = [spokenName(node), node.name ? (op?.label.toLowerCase() ?? node.op) : "unnamed"];
  const waitedFor = graph.nodes.find((other) => other.id === view?.waitingFor);
  parts.push(...spokenFigure("value", node.id, view?.value));
  parts.push(...spokenFigure("gradient", node.id, view?.gradient));
  if (waitedFor) parts.push(`waiting for ${spokenName(waitedFor)}`);
  for (const problem of view?.problems ?? []) parts.push(problem.message);
  return parts.join(", ");
}

/** What became of the graph, in a sentence, after an edit. */
export function describeResult(snapshot: Snapshot): string {
  const seen = snapshot.loss !== null && coverOf(useVeil.getState(), "value", snapshot.loss) === "shown";
  const loss = snapshot.loss !== null && seen ? snapshot.nodes.get(snapshot.loss)?.value : null;
  const problems = snapshot.problems.length;
  const trouble =
    problems === 0
      ? ""
      : `${problems} ${problems === 1 ? "problem" : "problems"}: ${snapshot.problems[0]?.message}`;
  return [loss ? `Loss ${spokenTensor(loss)}.` : "", trouble].filter(Boolean).join(" ");
}
