import * as engine from "chainrule-engine";
import { addNode, connect } from "../document/commands.ts";
import { moveBy } from "../document/groups.ts";
import { apply, currentGraph } from "../document/store.ts";
import type { Graph, Group, Position, Settings, SettingValue, Wire } from "../document/types.ts";
import { announce } from "../ui/announce.tsx";
import { catalogue, compositeOf, type Op, valueSetting } from "./catalogue.ts";
import type { Read } from "./text.ts";

/** How finely a dense layer is shown: as one card, as matrices, or as single neurons. */
export const grains = ["layer", "matrix", "scalar"] as const;

export type Grain = (typeof grains)[number];

/** The document with a group shown at another grain; its problems where it has none. */
export function lens(graph: Graph, group: string, grain: Grain): Read {
  return JSON.parse(engine.lens(JSON.stringify(graph), group, grain)) as Read;
}

/** How a group is shown now. */
export function grainOf(graph: Graph, group: Group): Grain {
  if (!group.open) return "layer";
  return (graph.groups ?? []).some((other) => other.parent === group.id && other.kind === "neuron")
    ? "scalar"
    : "matrix";
}

/** Whether the lens may be put on a group; the engine judges the rest, and says why not. */
export function hasGrains(graph: Graph, group: Group): boolean {
  return compositeOf(group.kind) !== undefined && group.kind !== "neuron"
    ? !(graph.groups ?? []).some((other) => other.parent === group.id && other.kind !== "neuron")
    : false;
}

/** Adds what a composite of the catalogue stands for, fed by these nodes. */
export function expand(
  graph: Graph,
  composite: string,
  settings: Settings,
  inputs: readonly string[],
  { x, y }: Position,
): Read {
  return JSON.parse(
    engine.expand(JSON.stringify(graph), composite, JSON.stringify(settings), JSON.stringify(inputs), x, y),
  ) as Read;
}

export interface Placed {
  readonly group: string;
  readonly members: readonly string[];
}

/** What a composite is fed with when nothing else is there; the first that it takes. */
const samples: readonly SettingValue[] = [
  1,
  [1, 2, 3],
  [
    [
      [0, 0, 1, 0],
      [0, 1, 1, 0],
      [0, 0, 1, 0],
      [0, 1, 1, 1],
    ],
  ],
];

const INPUT_LEFT = 200;

/**
 * Puts a composite into the open document as a closed group around a place, fed by a node, or by an input of its own.
 * Null where it does not fit, which is announced.
 */
export function placeComposite(
  composite: Op,
  at: Position,
  { feed, into }: { feed?: string | undefined; into?: Pick<Wire, "to" | "port"> | undefined } = {},
): Placed | null {
  const graph = currentGraph();
  const attempts =
    feed === undefined ? samples.map((value) => withInput(graph, value, at)) : [{ graph, id: feed }];
  let reason = `${composite.label} does not fit here.`;
  for (const attempt of attempts) {
    const { document: next, problems } = expand(attempt.graph, composite.id, {}, [attempt.id], at);
    const group = next?.groups?.at(-1);
    if (!next || !group) {
      reason = problems[0]?.message ?? reason;
      continue;
    }
    const known = new Set(attempt.graph.nodes.map((node) => node.id));
    const members = next.nodes.filter((node) => !known.has(node.id)).map((node) => node.id);
    const middle = middleOf(next, members);
    const centred = moveBy(next, new Set(members), { x: at.x - middle.x, y: at.y - middle.y });
    const out = members.find((id) => !next.wires.some((wire) => wire.from === id));
    apply(() => (into && out ? connect(centred, { ...into, from: out }) : centred));
    announce(`${composite.label} added.`);
    return { group: group.id, members };
  }
  announce(reason);
  return null;
}

function withInput(graph: Graph, value: SettingValue, at: Position): { graph: Graph; id: string } {
  const input = catalogue.ops.find((op) => op.role === "input");
  return addNode(graph, {
    op: input?.id ?? "input",
    role: "input",
    position: { x: at.x - INPUT_LEFT, y: at.y },
    settings: { [valueSetting(input)?.name ?? "value"]: value },
  });
}

function middleOf(graph: Graph, ids: readonly string[]): Position {
  const places = graph.nodes.flatMap((node) =>
    ids.includes(node.id) && node.position ? [node.position] : [],
  );
  const half = (all: readonly number[]) => Math.round((Math.min(...all) + Math.max(...all)) / 2);
  return { x: half(places.map(({ x }) => x)), y: half(places.map(({ y }) => y)) };
}
