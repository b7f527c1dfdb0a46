import { groupingOf } from "../document/grouping.ts";
import { moveBy } from "../document/groups.ts";
import { useSelection } from "../document/selection.ts";
import { apply, currentGraph } from "../document/store.ts";
import type { Graph } from "../document/types.ts";
import type { Box } from "./geometry.ts";
import { groupOfCard, sceneOf } from "./scene.ts";
import { boxOfCard } from "./viewport.ts";

export type Alignment = "left" | "centre" | "right" | "top" | "middle" | "bottom" | "across" | "down";

/** A card that is moved as one: a node, a closed group, or a whole open group. */
export interface Movable {
  readonly members: readonly string[];
  readonly box: Box;
}

/** How far each must go to stand in line, or at equal distances. */
export function offsets(movables: readonly Movable[], to: Alignment): { x: number; y: number }[] {
  const boxes = movables.map((movable) => movable.box);
  const across = to === "left" || to === "centre" || to === "right" || to === "across";
  const start = (box: Box) => (across ? box.x : box.y);
  const size = (box: Box) => (across ? box.width : box.height);
  const first = Math.min(...boxes.map(start));
  const last = Math.max(...boxes.map((box) => start(box) + size(box)));
  const targets =
    to === "across" || to === "down"
      ? spread(boxes, start, size, first, last)
      : boxes.map((box) => {
          if (to === "left" || to === "top") return first;
          if (to === "right" || to === "bottom") return last - size(box);
          return (first + last - size(box)) / 2;
        });
  return boxes.map((box, i) => {
    const by = Math.round((targets[i] ?? start(box)) - start(box));
    return across ? { x: by, y: 0 } : { x: 0, y: by };
  });
}

/** The first and the last stay; the gaps between all become the same. */
function spread(
  boxes: readonly Box[],
  start: (box: Box) => number,
  size: (box: Box) => number,
  first: number,
  last: number,
): number[] {
  const order = boxes.map((_, i) => i).sort((a, b) => centre(boxes[a]) - centre(boxes[b]));
  function centre(box: Box | undefined): number {
    return box ? start(box) + size(box) / 2 : 0;
  }
  const gap = (last - first - boxes.reduce((sum, box) => sum + size(box), 0)) / Math.max(1, boxes.length - 1);
  const targets: number[] = [];
  let at = first;
  for (const i of order) {
    const box = boxes[i];
    if (!box) continue;
    targets[i] = at;
    at += size(box) + gap;
  }
  return targets;
}

/** What the selection consists of, each whole open group as one. */
export function movables(graph: Graph, selected: ReadonlySet<string>): Movable[] {
  const scene = sceneOf(graph);
  const grouping = groupingOf(graph);
  const units = new Map<string, readonly string[]>();
  for (const id of selected) {
    const whole = grouping
      .path(id)
      .find((group) => grouping.within(group.id).every((member) => selected.has(member)));
    if (whole) units.set(`group:${whole.id}`, grouping.within(whole.id));
    else if (!scene.cardOf.has(id)) units.set(id, [id]);
  }
  return [...units].flatMap(([id, members]) => {
    const box = boxOfCard(id);
    return box && (groupOfCard(id) !== null || members.length === 1) ? [{ members, box }] : [];
  });
}

/** Puts the selected cards in line. */
export function arrange(to: Alignment): void {
  const all = movables(currentGraph(), useSelection.getState().nodes);
  const by = offsets(all, to);
  apply((graph) =>
    all.reduce((next, { members }, i) => moveBy(next, new Set(members), by[i] ?? { x: 0, y: 0 }), graph),
  );
}
