import { type Graph, wireKey } from "../document/types.ts";

/** The nodes from which a node is computed, itself included. */
export function ancestors(graph: Graph, id: string): Set<string> {
  return reach(id, (from) => graph.wires.filter((wire) => wire.to === from).map((wire) => wire.from));
}

function reach(from: string, next: (id: string) => string[]): Set<string> {
  const found = new Set([from]);
  for (const id of found) for (const other of next(id)) found.add(other);
  return found;
}

/** Everything that lies on a way from one node to another: its nodes and its wires. */
export function between(graph: Graph, by: string, of: string): { nodes: Set<string>; wires: Set<string> } {
  const before = ancestors(graph, of);
  const after = reach(by, (id) => graph.wires.filter((wire) => wire.from === id).map((wire) => wire.to));
  const nodes = new Set([...before].filter((id) => after.has(id)));
  const wires = graph.wires.filter((wire) => nodes.has(wire.from) && nodes.has(wire.to)).map(wireKey);
  return { nodes: nodes.add(by).add(of), wires: new Set(wires) };
}

/** Of two selected nodes, which is differentiated by which: the one that is computed later by the other. */
export function orderOf(
  graph: Graph,
  order: readonly string[],
  pair: readonly [string, string],
): { of: string; by: string } {
  const [a, b] = pair;
  const later = order.indexOf(a) > order.indexOf(b);
  const of = ancestors(graph, a).has(b) || (later && !ancestors(graph, b).has(a)) ? a : b;
  return { of, by: of === a ? b : a };
}
