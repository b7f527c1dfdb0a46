import { create } from "zustand";
import { documentStore } from "./store.ts";
import { type Graph, type GraphNode, type Wire, wireKey } from "./types.ts";

interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly wires: ReadonlySet<string>;
}

/** What is selected in the open document: ids of nodes, keys of wires. Not a part of the document. */
export const useSelection = create<Selection>()(() => ({ nodes: new Set(), wires: new Set() }));

export function select(nodes: Iterable<string>, wires: Iterable<string> = []): void {
  useSelection.setState({ nodes: new Set(nodes), wires: new Set(wires) });
}

export function selectAll(): void {
  const { graph } = documentStore.getState();
  select(
    graph.nodes.map((node) => node.id),
    graph.wires.map(wireKey),
  );
}

export function selectedNodes(graph: Graph, { nodes }: Selection): GraphNode[] {
  return graph.nodes.filter((node) => nodes.has(node.id));
}

export function selectedWires(graph: Graph, { wires }: Selection): Wire[] {
  return graph.wires.filter((wire) => wires.has(wireKey(wire)));
}

// What is gone from the document cannot stay selected.
documentStore.subscribe((state, before) => {
  if (state.graph === before.graph || sameParts(state.graph, before.graph)) return;
  const selection = useSelection.getState();
  const ids = new Set(state.graph.nodes.map((node) => node.id));
  const keys = new Set(state.graph.wires.map(wireKey));
  const nodes = [...selection.nodes].filter((id) => ids.has(id));
  const wires = [...selection.wires].filter((key) => keys.has(key));
  if (nodes.length !== selection.nodes.size || wires.length !== selection.wires.size) select(nodes, wires);
});

/** Whether the same nodes and wires are there, wherever they stand: so it is at every frame of a drag. */
function sameParts(a: Graph, b: Graph): boolean {
  return (
    a.wires === b.wires &&
    a.nodes.length === b.nodes.length &&
    a.nodes.every((node, i) => node.id === b.nodes[i]?.id)
  );
}
