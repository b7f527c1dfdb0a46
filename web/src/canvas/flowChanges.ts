import type { EdgeChange, NodeChange } from "@xyflow/react";
import { useCallback, useState } from "react";
import { move } from "../document/commands.ts";
import { groupingOf } from "../document/grouping.ts";
import { select, useSelection } from "../document/selection.ts";
import { apply, currentGraph, endGesture } from "../document/store.ts";
import type { Position } from "../document/types.ts";
import type { FlowEdge, FlowNode } from "./flow.ts";
import { setMoving } from "./motion.ts";
import { groupOfCard } from "./scene.ts";
import { placeOf } from "./viewport.ts";

export type Measured = NonNullable<FlowNode["measured"]>;

/** Turns what React Flow reports (sizes, drags, clicks) into changes of the document and the selection. */
export function useFlowChanges() {
  const [measured, setMeasured] = useState<ReadonlyMap<string, Measured>>(new Map());

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    const positions = new Map<string, Position>();
    const sizes = new Map<string, Measured>();
    const chosen = new Map<string, boolean>();
    let dropped = false;
    for (const change of changes) {
      if (change.type === "position" && change.position) positions.set(change.id, round(change.position));
      if (change.type === "position") {
        if (change.dragging) setMoving(true);
        else dropped = true;
      }
      if (change.type === "dimensions" && change.dimensions) sizes.set(change.id, change.dimensions);
      if (change.type === "select") chosen.set(change.id, change.selected);
    }
    if (positions.size > 0) {
      const moved = withMembers(positions);
      apply((graph) => move(graph, moved), "move");
    }
    if (dropped) {
      endGesture();
      setMoving(false);
    }
    if (sizes.size > 0) {
      setMeasured((before) => {
        const news = [...sizes].filter(([id, size]) => !sameSize(before.get(id), size));
        return news.length > 0 ? new Map([...before, ...news]) : before;
      });
    }
    if (chosen.size > 0) chooseNodes(chosen);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    const chosen = new Map<string, boolean>();
    for (const change of changes) if (change.type === "select") chosen.set(change.id, change.selected);
    if (chosen.size > 0)
      select(useSelection.getState().nodes, chosenOf(useSelection.getState().wires, chosen));
  }, []);

  return { measured, onNodesChange, onEdgesChange };
}

/** A card or a frame moves the nodes it stands for, except those that move by themselves. */
function withMembers(positions: ReadonlyMap<string, Position>): Map<string, Position> {
  const graph = currentGraph();
  const moved = new Map<string, Position>();
  const groups: [group: string, by: Position][] = [];
  for (const [id, to] of positions) {
    const group = groupOfCard(id);
    const from = group === null ? null : placeOf(id);
    if (group === null) moved.set(id, to);
    else if (from) groups.push([group, { x: to.x - from.x, y: to.y - from.y }]);
  }
  if (groups.length === 0) return moved;
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const [group, by] of groups) {
    for (const id of groupingOf(graph).within(group)) {
      const at = byId.get(id)?.position;
      if (at && !moved.has(id)) moved.set(id, { x: at.x + by.x, y: at.y + by.y });
    }
  }
  return moved;
}

function sameSize(a: Measured | undefined, b: Measured): boolean {
  return a?.width === b.width && a?.height === b.height;
}

/** To choose a closed group is to choose the nodes that it stands for. */
function chooseNodes(chosen: ReadonlyMap<string, boolean>): void {
  const grouping = groupingOf(currentGraph());
  const nodes = new Map<string, boolean>();
  for (const [id, selected] of [...chosen].sort(([, a], [, b]) => Number(a) - Number(b))) {
    const group = groupOfCard(id);
    for (const node of group === null ? [id] : grouping.within(group)) nodes.set(node, selected);
  }
  const now = useSelection.getState();
  select(chosenOf(now.nodes, nodes), now.wires);
}

function chosenOf(before: ReadonlySet<string>, chosen: ReadonlyMap<string, boolean>): Set<string> {
  const next = new Set(before);
  for (const [id, selected] of chosen) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return next;
}

function round({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}
