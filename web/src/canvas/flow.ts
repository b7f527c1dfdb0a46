import type { Edge, Node } from "@xyflow/react";
import { useMemo, useRef } from "react";
import { useSelection } from "../document/selection.ts";
import { currentGraph, useDocument } from "../document/store.ts";
import type { Graph, GraphNode, Position, Wire } from "../document/types.ts";
import { spokenName } from "../engine/edit.ts";
import { type Measured, useFlowChanges } from "./flowChanges.ts";
import { type FrameBox, frameBoxes } from "./frames.ts";
import {
  type ClosedGroup,
  cardId,
  cardPlace,
  type OpenGroup,
  type Scene,
  type SceneWire,
  sceneOf,
} from "./scene.ts";

export type OpNode = Node<{ node: GraphNode; ports: number }, "op">;
export type ClosedNode = Node<{ closed: ClosedGroup }, "closed">;
export type FrameNode = Node<{ open: OpenGroup }, "frame">;
export type FlowNode = OpNode | ClosedNode | FrameNode;
export type FlowEdge = Edge<{ wire: Wire }, "wire">;

/** Graphs with more wires than this show a wire's numbers only on hover and selection. */
export const DENSE = 48;

const GRID = { x: 200, y: 120, columns: 6 };

/** Where a node stands that was never placed: in rows, until it is tidied. */
function fallback(index: number): Position {
  return { x: (index % GRID.columns) * GRID.x, y: Math.floor(index / GRID.columns) * GRID.y };
}

/** The document and the selection as React Flow draws them. What has not changed keeps its identity. */
export function useFlow() {
  const graph = useDocument((state) => state.graph);
  const selection = useSelection();
  const scene = useMemo(() => sceneOf(graph), [graph]);
  const { measured, ...changes } = useFlowChanges();
  const nodeCache = useRef(new Map<string, FlowNode>());
  const edgeCache = useRef(new Map<string, FlowEdge>());

  const nodes = useMemo(
    () => flowNodes(graph, scene, selection.nodes, measured, nodeCache),
    [graph, scene, selection.nodes, measured],
  );
  const edges = useMemo(
    () => flowEdges(scene.wires, selection.wires, edgeCache),
    [scene.wires, selection.wires],
  );
  return { graph, scene, nodes, edges, ...changes };
}

type Cache<Drawn> = { current: Map<string, Drawn> };

function flowNodes(
  graph: Graph,
  scene: Scene,
  selected: ReadonlySet<string>,
  measured: ReadonlyMap<string, Measured>,
  cache: Cache<FlowNode>,
): FlowNode[] {
  const next = new Map<string, FlowNode>();
  const hasGroups = scene.closed.length > 0 || scene.open.length > 0;
  const places = new Map<string, Position>();
  const keep = (flow: FlowNode, isSame: (before: FlowNode) => boolean) => {
    const before = cache.current.get(flow.id);
    const kept =
      before &&
      before.type === flow.type &&
      before.selected === flow.selected &&
      before.measured === flow.measured &&
      isSame(before)
        ? before
        : flow;
    next.set(flow.id, kept);
    places.set(flow.id, kept.position);
  };

  scene.nodes.forEach((node, index) => {
    const size = measured.get(node.id);
    const ports = scene.ports.get(node.id) ?? 0;
    const before = cache.current.get(node.id);
    // Most nodes stay as they are, at every frame of a drag.
    if (
      before?.type === "op" &&
      before.data.node === node &&
      before.data.ports === ports &&
      before.measured === size &&
      before.selected === selected.has(node.id) &&
      node.position
    ) {
      next.set(node.id, before);
      if (hasGroups) places.set(node.id, before.position);
      return;
    }
    keep(
      {
        id: node.id,
        type: "op",
        data: { node, ports },
        position: node.position ?? fallback(index),
        selected: selected.has(node.id),
        ...(size ? { measured: size } : {}),
      },
      () => false,
    );
  });
  if (hasGroups) {
    const byId = new Map(graph.nodes.map((node) => [node.id, node]));
    scene.closed.forEach((closed, index) => {
      const id = cardId(closed.group.id);
      const size = measured.get(id);
      const position = cardPlace(closed.members.flatMap((member) => byId.get(member) ?? []));
      keep(
        {
          id,
          type: "closed",
          data: { closed },
          position: position ?? fallback(index),
          selected: closed.members.every((member) => selected.has(member)),
          ...(size ? { measured: size } : {}),
        },
        (before) =>
          before.type === "closed" &&
          position !== null &&
          samePlace(before.position, position) &&
          sameClosed(before.data.closed, closed),
      );
    });
    const frames = frameBoxes(scene, (id) => box(places.get(id), measured.get(id)));
    for (const open of scene.open) {
      const frame = frames.get(open.group.id);
      if (!frame) continue;
      const { x, y, width, height } = frame;
      keep(
        {
          id: cardId(open.group.id),
          type: "frame",
          data: { open },
          position: { x, y },
          width,
          height,
          measured: { width, height },
          selected: open.members.every((member) => selected.has(member)),
          selectable: false,
          zIndex: -20 + open.depth,
          style: { pointerEvents: "none" },
        },
        () => false,
      );
      const before = cache.current.get(cardId(open.group.id));
      if (before && sameFrame(before, next.get(before.id))) next.set(before.id, before);
    }
  }
  cache.current = next;
  return [...next.values()];
}

function box(place: Position | undefined, size: Measured | undefined): FrameBox | null {
  return place ? { ...place, width: size?.width ?? 116, height: size?.height ?? 88 } : null;
}

function samePlace(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y;
}

function sameClosed(a: ClosedGroup, b: ClosedGroup): boolean {
  return (
    a.group === b.group &&
    a.members.join() === b.members.join() &&
    a.outs.join() === b.outs.join() &&
    a.ins.map((port) => port.key).join() === b.ins.map((port) => port.key).join()
  );
}

function sameFrame(a: FlowNode, b: FlowNode | undefined): boolean {
  return (
    a.type === "frame" &&
    b?.type === "frame" &&
    samePlace(a.position, b.position) &&
    a.width === b.width &&
    a.height === b.height &&
    a.selected === b.selected &&
    a.data.open.group === b.data.open.group &&
    a.data.open.members.join() === b.data.open.members.join()
  );
}

function flowEdges(
  wires: readonly SceneWire[],
  selected: ReadonlySet<string>,
  cache: Cache<FlowEdge>,
): FlowEdge[] {
  const next = new Map<string, FlowEdge>();
  let names: Map<string, string> | null = null;
  const nameOf = (id: string) => {
    names ??= new Map(currentGraph().nodes.map((node) => [node.id, spokenName(node)]));
    return names.get(id) ?? id;
  };
  const edges = wires.map(({ key: id, wire, source, sourceHandle, target, targetHandle }) => {
    const isSelected = selected.has(id);
    const before = cache.current.get(id);
    const flow: FlowEdge =
      before?.data?.wire === wire &&
      before.selected === isSelected &&
      before.source === source &&
      before.target === target
        ? before
        : {
            id,
            type: "wire",
            source,
            sourceHandle,
            target,
            targetHandle,
            data: { wire },
            ariaLabel: `wire from ${nameOf(wire.from)} to ${nameOf(wire.to)}, port ${wire.port}`,
            selected: isSelected,
          };
    next.set(id, flow);
    return flow;
  });
  cache.current = next;
  return edges;
}

export function isDense(graph: Graph = currentGraph()): boolean {
  return graph.wires.length > DENSE;
}
