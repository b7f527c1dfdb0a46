import { addNode, connect } from "../document/commands.ts";
import { apply, currentGraph, endGesture } from "../document/store.ts";
import { type Graph, type GraphNode, type Position, type Wire, wireKey } from "../document/types.ts";
import { announce } from "../ui/announce.tsx";
import { formatNumber, formatShape } from "../ui/format.ts";
import { compositeOf, type Op, opOf, valueSetting } from "./catalogue.ts";
import { expand } from "./composing.ts";
import { fitting, refusal } from "./live.ts";
import type { NodeView, Snapshot, Tensor } from "./snapshot.ts";
import { coverOf, useVeil, type Veil } from "./veil.ts";

/** The end of a wire that still looks for its other end: an output (no port) or a port. */
export interface LooseEnd {
  node: string;
  port: string | null;
}

/** Between the corner of a card and that of the next one to its right. */
const STEP = 176;

/** Puts an op beside a node of the open document, wired to it where that fits; in one step. Returns its id. */
export function placeAfter(op: Op, source: GraphNode, otherwise: Position): string {
  const at = source.position ? { x: source.position.x + STEP, y: source.position.y } : otherwise;
  const id = placeOp(op, at, undefined, "add");
  const port = op.ports.find(({ name }) => refusal(source.id, id, name) === "");
  if (port) {
    apply((graph) => connect(graph, { from: source.id, to: id, port: port.name }), "add");
    announce(`${op.label} added, ${spokenName(source)} goes into ${port.label}.`);
  }
  endGesture();
  return id;
}

/**
 * Puts an op into the open document, joined to a loose wire end if there is one. Returns its id.
 *
 * @param gesture names a step that more changes belong to
 */
export function placeOp(op: Op, position: Position, loose?: LooseEnd, gesture?: string): string {
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
  }, gesture);
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
  const port = fitting(loose.node)?.[op.id] ?? op.ports[0]?.name;
  return port === undefined ? null : { from: loose.node, to: id, port };
}

/** Of some ops and composites those that a loose end can be joined to: from an output, those that take its value; from a port, all. */
export function fitTo(ops: readonly Op[], loose: LooseEnd | undefined): readonly Op[] {
  if (!loose || loose.port !== null) return ops;
  const graph = currentGraph();
  const ports = fitting(loose.node);
  if (!ports) return ops.filter((op) => op.ports.length > 0);
  const takes = (op: Op) =>
    compositeOf(op.id)
      ? expand(graph, op.id, {}, [loose.node], { x: 0, y: 0 }).document !== null
      : ports[op.id] !== undefined;
  return ops.filter(takes);
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

/** Unnamed nodes are told by what they do, so many into each other. */
const DEPTH = 2;

/** What a node does, in words: "parameter", "squared error of yhat and y". */
export function spokenOp(graph: Graph, node: GraphNode, depth = DEPTH): string {
  const op = opOf(node.op);
  const label = op?.label ?? node.op;
  const does = /^[A-Z][a-z]/.test(label) && !/^ReLU/.test(label) ? label.toLowerCase() : label;
  const sources = (op?.ports ?? []).flatMap((port) => sourceOf(graph, node.id, port.name) ?? []);
  if (sources.length === 0) return does;
  const inputs = sources.map((source) => {
    const constant = source.name ? undefined : source.settings?.[valueSetting(opOf(source.op))?.name ?? ""];
    if (source.name) return source.name;
    if (typeof constant === "number") return formatNumber(constant);
    return depth > 1 ? spokenOp(graph, source, depth - 1) : spokenName(source);
  });
  return `${does} of ${list(inputs)}`;
}

/** "a and b"; where one of them is a list itself, a pause keeps them apart: "subtract of a and b, and 2". */
function list(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  if (words.length < 2) return last;
  const pause = words.some((word) => word.includes(" and ")) ? ", and " : " and ";
  return `${words.slice(0, -1).join(", ")}${pause}${last}`;
}

const sourcesOf = new WeakMap<Graph, ReadonlyMap<string, GraphNode>>();

/** The node that is wired to a port. */
export function sourceOf(graph: Graph, to: string, port: string): GraphNode | undefined {
  let sources = sourcesOf.get(graph);
  if (!sources) {
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    sources = new Map(
      graph.wires.flatMap((wire) => {
        const source = nodes.get(wire.from);
        return source ? [[wireKey(wire), source] as const] : [];
      }),
    );
    sourcesOf.set(graph, sources);
  }
  return sources.get(wireKey({ to, port }));
}

/**
 * A node for those who listen: "w2, parameter, value 1, gradient -0.24". What is held back from those who look is held
 * back here too.
 */
export function describeNode(
  graph: Graph,
  node: GraphNode,
  view: NodeView | undefined,
  veil: Veil = useVeil.getState(),
): string {
  const parts = [...(node.name ? [node.name] : []), spokenOp(graph, node)];
  const waitedFor = graph.nodes.find((other) => other.id === view?.waitingFor);
  const say = (figure: "value" | "gradient", tensor: Tensor | null | undefined) => {
    if (!tensor) return;
    const cover = coverOf(veil, figure, node.id);
    if (cover === "shown") parts.push(`${figure} ${spokenTensor(tensor)}`);
    else parts.push(cover === "asked" ? `${figure} asked of you` : `${figure} not computed yet`);
  };
  say("value", view?.value);
  say("gradient", view?.gradient);
  if (waitedFor) parts.push(`waiting for ${spokenName(waitedFor)}`);
  for (const problem of view?.problems ?? []) parts.push(problem.message);
  return parts.join(", ");
}

/** What became of the graph, in a sentence, after an edit. */
export function describeResult(snapshot: Snapshot): string {
  const shown = snapshot.loss !== null && coverOf(useVeil.getState(), "value", snapshot.loss) === "shown";
  const loss = shown ? snapshot.nodes.get(snapshot.loss ?? "")?.value : null;
  const problems = snapshot.problems.length;
  const trouble =
    problems === 0
      ? ""
      : `${problems} ${problems === 1 ? "problem" : "problems"}: ${snapshot.problems[0]?.message}`;
  return [loss ? `Loss ${spokenTensor(loss)}.` : "", trouble].filter(Boolean).join(" ");
}
