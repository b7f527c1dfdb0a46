import * as engine from "chainrule-engine";
import type { Graph, Group, Position, Settings } from "../document/types.ts";
import { compositeOf } from "./catalogue.ts";
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
