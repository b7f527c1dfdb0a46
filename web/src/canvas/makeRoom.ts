import { groupingOf } from "../document/grouping.ts";
import { moveBy } from "../document/groups.ts";
import type { Graph } from "../document/types.ts";
import { frameBoxes } from "./frames.ts";
import { type Box, overlap } from "./geometry.ts";
import { cardId, cardPlace, sceneOf } from "./scene.ts";

const DEFAULT = { width: 116, height: 88 };
const MARGIN = 24;

type Sizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

/** Moves what an open group would cover out of its way: to the right what stands right of its middle, else to the left; not when nothing is covered. */
export function makeRoom(graph: Graph, id: string, sizes: Sizes): Graph {
  const scene = sceneOf(graph);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const boxes = new Map<string, Box>();
  for (const node of scene.nodes) {
    if (node.position) boxes.set(node.id, { ...node.position, ...(sizes.get(node.id) ?? DEFAULT) });
  }
  const standing = new Map<string, readonly string[]>();
  for (const { group, members } of scene.closed) {
    const place = cardPlace(members.flatMap((member) => byId.get(member) ?? []));
    if (place) boxes.set(cardId(group.id), { ...place, ...(sizes.get(cardId(group.id)) ?? DEFAULT) });
    standing.set(cardId(group.id), members);
  }
  const frame = frameBoxes(scene, (node) => boxes.get(node) ?? null).get(id);
  if (!frame) return graph;
  const inside = new Set(groupingOf(graph).within(id));
  const isOutside = (node: string) => !(standing.get(node) ?? [node]).every((member) => inside.has(member));
  const others = [...boxes].filter(([node]) => isOutside(node));
  const covered = others.filter(([, box]) => overlap(frame, box, MARGIN) > 0);
  if (covered.length === 0) return graph;

  const middle = frame.x + frame.width / 2;
  const isRight = (box: Box) => box.x + box.width / 2 >= middle;
  const level = ([, box]: [string, Box]) =>
    box.y < frame.y + frame.height + MARGIN && box.y + box.height > frame.y - MARGIN;
  const right = Math.max(
    0,
    ...covered.filter(([, box]) => isRight(box)).map(([, box]) => frame.x + frame.width + 3 * MARGIN - box.x),
  );
  const left = Math.max(
    0,
    ...covered.filter(([, box]) => !isRight(box)).map(([, box]) => box.x + box.width - frame.x + 3 * MARGIN),
  );
  // A whole side moves, so that what stood in order still does.
  const nodesOf = (side: boolean) =>
    new Set(
      others
        .filter((other) => isRight(other[1]) === side && (level(other) || isFar(other[1], frame)))
        .flatMap(([node]) => standing.get(node) ?? [node]),
    );
  return moveBy(moveBy(graph, nodesOf(true), { x: right, y: 0 }), nodesOf(false), { x: -left, y: 0 });
}

/** Beside the frame altogether, above or below its band as it may stand. */
function isFar(box: Box, frame: Box): boolean {
  return box.x >= frame.x + frame.width || box.x + box.width <= frame.x;
}
