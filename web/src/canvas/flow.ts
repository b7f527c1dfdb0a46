import type { Edge, EdgeChange, Node, NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { move } from "../document/commands.ts";
import { select, useSelection } from "../document/selection.ts";
import { apply, currentGraph, endGesture, useDocument } from "../document/store.ts";
import { type Graph, type GraphNode, type Position, type Wire, wireKey } from "../document/types.ts";
import { spokenName } from "../engine/edit.ts";

export type FlowNode = Node<{ node: GraphNode }, "op">;
export type FlowEdge = Edge<{ wire: Wire }, "wire">;

type Measured = NonNullable<FlowNode["measured"]>;

/** Graphs with more wires than this show a wire's numbers only on hover and selection. */
export const DENSE = 24;

const GRID = { x: 200, y: 120, columns: 6 };

/** Where a node stands that was never placed: in rows, until it is tidied. */
function fallback(index: number): Position {
  return { x: (index % GRID.columns) * GRID.x, y: Math.floor(index / GRID.columns) * GRID.y };
}

/** The document and the selection as React Flow draws them. What has not changed keeps its identity. */
export function useFlow(): { nodes: FlowNode[]; edges: FlowEdge[] } & ReturnType<typeof useFlowChanges> {
  const graph = useDocument((state) => state.graph);
  const selection = useSelection();
  const changes = useFlowChanges();
  const { measured } = changes;
  const nodeCache = useRef(new Map<string, FlowNode>());
  const edgeCache = useRef(new Map<string, FlowEdge>());

  const nodes = useMemo(
    () => flowNodes(graph, selection.nodes, measured, nodeCache),
    [graph, selection.nodes, measured],
  );
  const edges = useMemo(() => flowEdges(graph, selection.wires, edgeCache), [graph, selection.wires]);
  return { nodes, edges, ...changes };
}

function flowNodes(
  graph: Graph,
  selected: ReadonlySet<string>,
  measured: ReadonlyMap<string, Measured>,
  cache: { current: Map<string, FlowNode> },
): FlowNode[] {
  const next = new Map<string, FlowNode>();
  const nodes = graph.nodes.map((node, index) => {
    const size = measured.get(node.id);
    const isSelected = selected.has(node.id);
    const before = cache.current.get(node.id);
    const same =
      before?.data.node === node &&
      before.selected === isSelected &&
      before.measured === size &&
      node.position;
    const flow: FlowNode = same
      ? before
      : {
          id: node.id,
          type: "op",
          data: { node },
          position: node.position ?? fallback(index),
          selected: isSelected,
          ...(size ? { measured: size } : {}),
        };
    next.set(node.id, flow);
    return flow;
  });
  cache.current = next;
  return nodes;
}

function flowEdges(
  graph: Graph,
  selected: ReadonlySet<string>,
  cache: { current: Map<string, FlowEdge> },
): FlowEdge[] {
  const next = new Map<string, FlowEdge>();
  const names = new Map(graph.nodes.map((node) => [node.id, spokenName(node)]));
  const edges = graph.wires.flatMap((wire) => {
    // A wire to nowhere is the engine's to complain about, and cannot be drawn.
    if (!names.has(wire.from) || !names.has(wire.to)) return [];
    const id = wireKey(wire);
    const isSelected = selected.has(id);
    const before = cache.current.get(id);
    const flow: FlowEdge =
      before?.data?.wire === wire && before.selected === isSelected
        ? before
        : {
            id,
            type: "wire",
            source: wire.from,
            sourceHandle: "out",
            target: wire.to,
            targetHandle: wire.port,
            data: { wire },
            ariaLabel: `wire from ${names.get(wire.from)} to ${names.get(wire.to)}, port ${wire.port}`,
            selected: isSelected,
          };
    next.set(id, flow);
    return [flow];
  });
  cache.current = next;
  return edges;
}

/** Turns what React Flow reports (sizes, drags, clicks) into changes of the document and the selection. */
function useFlowChanges() {
  const [measured, setMeasured] = useState<ReadonlyMap<string, Measured>>(new Map());

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    const positions = new Map<string, Position>();
    const sizes = new Map<string, Measured>();
    const chosen = new Map<string, boolean>();
    let dropped = false;
    for (const change of changes) {
      if (change.type === "position" && change.position) positions.set(change.id, round(change.position));
      if (change.type === "position" && !change.dragging) dropped = true;
      if (change.type === "dimensions" && change.dimensions) sizes.set(change.id, change.dimensions);
      if (change.type === "select") chosen.set(change.id, change.selected);
    }
    if (positions.size > 0) apply((graph) => move(graph, positions), "move");
    if (dropped) endGesture();
    if (sizes.size > 0) {
      setMeasured((before) => {
        const news = [...sizes].filter(([id, size]) => !sameSize(before.get(id), size));
        return news.length > 0 ? new Map([...before, ...news]) : before;
      });
    }
    if (chosen.size > 0) choose("nodes", chosen);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    const chosen = new Map<string, boolean>();
    for (const change of changes) if (change.type === "select") chosen.set(change.id, change.selected);
    if (chosen.size > 0) choose("wires", chosen);
  }, []);

  return { measured, onNodesChange, onEdgesChange };
}

function sameSize(a: Measured | undefined, b: Measured): boolean {
  return a?.width === b.width && a?.height === b.height;
}

function choose(kind: "nodes" | "wires", chosen: ReadonlyMap<string, boolean>): void {
  const now = useSelection.getState();
  const next = new Set(now[kind]);
  for (const [id, selected] of chosen) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  if (kind === "nodes") select(next, now.wires);
  else select(now.nodes, next);
}

function round({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}

export function isDense(graph: Graph = currentGraph()): boolean {
  return graph.wires.length > DENSE;
}
