import { move } from "../document/commands.ts";
import { groupingOf } from "../document/grouping.ts";
import { setOpen } from "../document/groups.ts";
import { apply, currentGraph, endGesture } from "../document/store.ts";
import type { Graph, GraphNode, Position } from "../document/types.ts";
import { announce } from "../ui/announce.tsx";
import { glide, isStill } from "./glide.ts";
import { groupLabel } from "./groupLabel.ts";
import { makeRoom } from "./makeRoom.ts";
import { cardPlace } from "./scene.ts";
import { focusNode, keepInSight, seesAll, sizes } from "./viewport.ts";

/** Opens a closed group, or closes an open one. The nodes come out of its card, and go back into it. */
export async function toggleGroup(id: string): Promise<void> {
  const graph = currentGraph();
  const group = graph.groups?.find((other) => other.id === id);
  if (!group) return;
  const whole = seesAll();
  if (group.open) await close(graph, id);
  else await open(graph, id);
  keepInSight(id, whole);
  announce(`${groupLabel(group)} is ${group.open ? "closed" : "open"}.`);
  focusNode(`group:${id}`);
}

/** Each opening and closing is a step of its own, and so is what follows. */
let steps = 0;

async function open(graph: Graph, id: string): Promise<void> {
  const gesture = `toggle ${id} ${++steps}`;
  const { members, centre } = contentOf(graph, id);
  const opened = setOpen(graph, id, true);
  const roomy = makeRoom(opened, id, sizes());
  const to = placesOf(roomy.nodes);
  const from = placesOf(graph.nodes);
  if (centre && !isStill()) for (const member of members) from.set(member, centre);
  apply(() => move(opened, from), gesture);
  await glide(from, to, gesture);
  endGesture();
}

async function close(graph: Graph, id: string): Promise<void> {
  const gesture = `toggle ${id} ${++steps}`;
  const { members, centre } = contentOf(graph, id);
  const before = placesOf(graph.nodes.filter((node) => members.has(node.id)));
  if (centre && !isStill()) {
    await glide(before, new Map([...before.keys()].map((member) => [member, centre])), gesture);
  }
  // The nodes keep their places inside, for when they come out again.
  apply((current) => setOpen(move(current, before), id, false), gesture);
  endGesture();
}

function contentOf(graph: Graph, id: string): { members: ReadonlySet<string>; centre: Position | null } {
  const members = new Set(groupingOf(graph).within(id));
  return { members, centre: cardPlace(graph.nodes.filter((node) => members.has(node.id))) };
}

function placesOf(nodes: readonly GraphNode[]): Map<string, Position> {
  return new Map(nodes.flatMap((node) => (node.position ? [[node.id, node.position] as const] : [])));
}
