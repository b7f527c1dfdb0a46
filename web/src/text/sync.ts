import { apply, currentGraph, endGesture } from "../document/store.ts";
import type { Problem } from "../engine/snapshot.ts";
import { parseText } from "../engine/text.ts";
import { reconcile } from "./reconcile.ts";

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
