import { move } from "../document/commands.ts";
import { groupingOf } from "../document/grouping.ts";
import { select, useSelection } from "../document/selection.ts";
import { apply, currentGraph, endGesture } from "../document/store.ts";
import type { GraphNode, Position } from "../document/types.ts";
import { type Grain, grainOf, grains, lens } from "../engine/composing.ts";
import { announce } from "../ui/announce.tsx";
import { glide, isStill } from "./glide.ts";
import { groupLabel } from "./groupLabel.ts";
import { makeRoom } from "./makeRoom.ts";
import { cardPlace } from "./scene.ts";
import { layoutWithin } from "./tidy.ts";
import { focusNode, keepInSight, seesAll, sizes } from "./viewport.ts";

const spoken: Record<Grain, string> = {
  layer: "as a layer",
  matrix: "as matrices",
  scalar: "as single neurons",
};

let steps = 0;

/** The switch under way: the next one waits for it, so that none is lost where somebody is quick. */
let underWay: Promise<void> = Promise.resolve();

function inTurn(change: () => Promise<void>): Promise<void> {
  underWay = underWay.catch(() => {}).then(change);
  return underWay;
}

/**
 * Shows a group at another grain, in its place: the new nodes come out of the middle of the old ones, and what stands
 * beside makes room. One step to undo.
 */
export function showGrain(id: string, grain: Grain): Promise<void> {
  return inTurn(() => show(id, grain));
}

async function show(id: string, grain: Grain): Promise<void> {
  const graph = currentGraph();
  const group = graph.groups?.find((other) => other.id === id);
  if (!group || grainOf(graph, group) === grain) return;
  const { document: next, problems } = lens(graph, id, grain);
  if (!next) {
    announce(problems[0]?.message ?? "This group cannot be shown so.");
    return;
  }
  const before = new Set(groupingOf(graph).within(id));
  const centre = cardPlace(graph.nodes.filter((node) => before.has(node.id)));
  const inside = new Set(groupingOf(next).within(id));
  const tidied = centre ? await layoutWithin(next, inside, centre) : next;
  // The person may have gone on meanwhile.
  if (currentGraph() !== graph) return;
  const whole = seesAll();
  const chosen = [...before].every((node) => useSelection.getState().nodes.has(node));
  const gesture = `lens ${id} ${++steps}`;
  const from = placesOf(graph.nodes);
  if (grain === "layer") {
    if (centre && !isStill()) await glide(from, new Map([...before].map((node) => [node, centre])), gesture);
    apply(() => tidied, gesture);
  } else {
    const to = placesOf(makeRoom(tidied, id, sizes()).nodes);
    if (centre) for (const node of inside) from.set(node, isStill() ? (to.get(node) ?? centre) : centre);
    apply(() => move(next, from), gesture);
    await glide(from, to, gesture);
  }
  endGesture();
  if (chosen) select(inside);
  keepInSight(id, whole);
  announce(`${groupLabel(group)} is shown ${spoken[grain]}.`);
  // The switch that was pressed stands elsewhere now.
  if (grain === "layer" || !group.open) focusNode(`group:${id}`);
}

/** The next finer grain, and after the finest the coarsest again. */
export function showNextGrain(id: string): Promise<void> {
  return inTurn(async () => {
    const graph = currentGraph();
    const group = graph.groups?.find((other) => other.id === id);
    if (!group) return;
    const next = grains[(grains.indexOf(grainOf(graph, group)) + 1) % grains.length];
    if (next) await show(id, next);
  });
}

function placesOf(nodes: readonly GraphNode[]): Map<string, Position> {
  return new Map(nodes.flatMap((node) => (node.position ? [[node.id, node.position] as const] : [])));
}
