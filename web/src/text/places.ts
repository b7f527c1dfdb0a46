import { currentGraph } from "../document/store.ts";
import type { Graph } from "../document/types.ts";
import { parseText, type Statement } from "../engine/text.ts";
import { matchIds } from "./reconcile.ts";

/** A statement with the ids that its nodes have in the open graph. */
export type Place = Statement;

/** Which lines of a text make which nodes of the open graph. Empty while the text cannot be read. */
export function placesOf(text: string, graph: Graph = currentGraph()): readonly Place[] {
  const { document, statements } = parseText(text);
  if (!document) return [];
  const ids = matchIds(graph, document);
  return statements.map((statement) => ({
    ...statement,
    nodes: statement.nodes.flatMap((id) => ids.get(id) ?? []),
  }));
}

/** The lines that make any of these nodes. */
export function linesOf(places: readonly Place[], nodes: ReadonlySet<string>): number[] {
  return places.flatMap(({ nodes: made, line, end }) =>
    made.some((id) => nodes.has(id)) ? Array.from({ length: end - line + 1 }, (_, i) => line + i) : [],
  );
}

/** What a person means who points at a text: the lines they go over, and the name that the cursor stands on. */
export interface Pointed {
  readonly from: number;
  readonly to: number;
  readonly name: string | null;
}

/** The nodes that are pointed at: that of the name, else what a single line computes, else all that the lines make. */
export function nodesAt(places: readonly Place[], { from, to, name }: Pointed, graph: Graph): string[] {
  const named = name === null ? undefined : graph.nodes.find((node) => node.name === name);
  if (named && from === to) return [named.id];
  const touched = places.filter(({ line, end }) => line <= to && end >= from);
  if (from === to) return touched.flatMap(({ nodes }) => nodes.at(-1) ?? []);
  return touched.flatMap(({ nodes }) => nodes);
}
