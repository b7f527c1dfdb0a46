import { apply, currentGraph, endGesture } from "../document/store.ts";
import type { Graph } from "../document/types.ts";
import type { Problem } from "../engine/snapshot.ts";
import { parseText, printText } from "../engine/text.ts";
import { reconcile } from "./reconcile.ts";

/** The open graph as text; a problem where it cannot be written. */
export function textOf(graph: Graph): { text: string } | { problem: string } {
  try {
    return { text: printText(graph) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Makes the open graph what the text says, where the text can be read. Answers what is wrong with it. */
export function applyText(text: string): readonly Problem[] {
  const { document, problems } = parseText(text);
  if (!document || problems.length > 0) return problems;
  apply((graph) => reconcile(graph, document), "text");
  return [];
}

/** The typing pauses: what is typed next is another step to undo. */
export function rest(): void {
  endGesture();
}

/** Whether a text says what the open graph is, so that it need not be written anew over what was typed. */
export function says(text: string): boolean {
  const { document } = parseText(text);
  if (!document) return false;
  const graph = currentGraph();
  return reconcile(graph, document) === graph;
}
