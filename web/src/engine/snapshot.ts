import { type Graph, type GraphNode, wireKey } from "../document/types.ts";

/** What is wrong, where, and what to do; worded by the engine. */
export interface Problem {
  readonly code: string;
  readonly node: string | null;
  readonly port: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** Row-major numbers with their shape; a scalar has the shape []. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export type NodeState = "evaluated" | "waiting" | "problem";

export interface NodeView {
  readonly state: NodeState;
  readonly shape: readonly number[] | null;
  readonly value: Tensor | null;
  /** The derivative of the loss by this node; null where the loss does not depend on it. */
  readonly gradient: Tensor | null;
  /** The id of the node upstream that this one waits for. */
  readonly waitingFor: string | null;
  readonly problems: readonly Problem[];
}

export interface WireView {
  /** What this wire adds to the gradient of the node it comes from. */
  readonly contribution: Tensor | null;
}

/** What the engine says of one version of a document. */
export interface Snapshot {
  readonly graph: Graph;
  readonly problems: readonly Problem[];
  /** The id of the node that everything is differentiated from. */
  readonly loss: string | null;
  /** Ids in the order of the forward pass. */
  readonly order: readonly string[];
  readonly nodes: ReadonlyMap<string, NodeView>;
  readonly wires: ReadonlyMap<string, WireView>;
}

export const emptySnapshot: Snapshot = {
  graph: { version: 1, title: "", nodes: [], wires: [] },
  problems: [],
  loss: null,
  order: [],
  nodes: new Map(),
  wires: new Map(),
};

/** The problems that belong to no node. */
export function graphProblems(snapshot: Snapshot): readonly Problem[] {
  return snapshot.problems.filter((problem) => problem.node === null);
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

/** Whether two tensors read the same, so that what shows them need not be drawn again. */
export function sameTensor(a: Tensor | null, b: Tensor | null): boolean {
  if (a === b) return true;
  if (!a || !b || a.data.length !== b.data.length || a.shape.length !== b.shape.length) return false;
  if (a.shape.some((extent, axis) => extent !== b.shape[axis])) return false;
  return a.data.every((value, i) => Object.is(value, b.data[i]));
}

function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  return a.length === b.length && a.every((p, i) => p.message === b[i]?.message && p.port === b[i]?.port);
}

function sameShape(a: readonly number[] | null, b: readonly number[] | null): boolean {
  return a === b || (a !== null && b !== null && a.join() === b.join());
}

/** The earlier view if nothing about it has changed, else the new one, with the tensors that stayed the same. */
export function keepNode(before: NodeView | undefined, now: NodeView): NodeView {
  if (!before) return now;
  const value = sameTensor(before.value, now.value) ? before.value : now.value;
  const gradient = sameTensor(before.gradient, now.gradient) ? before.gradient : now.gradient;
  const same =
    value === before.value &&
    gradient === before.gradient &&
    before.state === now.state &&
    before.waitingFor === now.waitingFor &&
    sameShape(before.shape, now.shape) &&
    sameProblems(before.problems, now.problems);
  return same ? before : { ...now, value, gradient };
}

export function keepWire(before: WireView | undefined, now: WireView): WireView {
  return before && sameTensor(before.contribution, now.contribution) ? before : now;
}

/** Whether two nodes mean the same to the engine: they differ at most in where they stand. */
export function meansTheSame(a: GraphNode, b: GraphNode): boolean {
  return a === b || (a.id === b.id && a.op === b.op && a.name === b.name && a.settings === b.settings);
}

/** Whether two graphs mean the same to the engine: they differ at most in where things stand and what they are called on the page. */
export function sameMeaning(a: Graph, b: Graph): boolean {
  return (
    a.wires === b.wires &&
    a.groups === b.groups &&
    a.nodes.length === b.nodes.length &&
    a.nodes.every((node, i) => {
      const other = b.nodes[i];
      return other !== undefined && meansTheSame(node, other);
    })
  );
}

export function wireIndex(graph: Graph): Map<string, number> {
  return new Map(graph.wires.map((wire, i) => [wireKey(wire), i]));
}
