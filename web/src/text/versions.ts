import { currentGraph, documentStore } from "../document/store.ts";
import type { Graph } from "../document/types.ts";
import { printText } from "../engine/text.ts";
import { rewrite } from "./rewrite.ts";
import { says } from "./sync.ts";

/*
 * The text is no part of the document: comments and spacing mean nothing to the engine. It is kept beside it, by
 * version, so that undo brings back the very text that a graph was typed as; the last one with comments of its own is
 * also kept in this browser.
 */

const versions = new WeakMap<Graph, string>();

let last: { key: string; text: string } | null = null;

const shelf = (key: string) => `chainrule.text.${key}`;

/** Notes the text that says what the open graph is. */
export function noteText(text: string): void {
  const { key, graph } = documentStore.getState();
  versions.set(graph, text);
  last = { key, text };
  try {
    if (text.includes("#")) localStorage.setItem(shelf(key), text);
    else localStorage.removeItem(shelf(key));
  } catch {
    // Then comments last as long as the page.
  }
}

/** The open graph as text: as it was typed, or else the last text of this document brought up to it. Throws where it cannot be written. */
export function textOfOpen(): string {
  const { key, graph } = documentStore.getState();
  const known = versions.get(graph);
  if (known !== undefined) return known;
  const before = last?.key === key ? last.text : kept(key);
  const text = before === null ? printText(graph) : says(before) ? before : rewrite(before, graph);
  noteText(text);
  return text;
}

/** Whether a text is known to be that of the open graph. */
export function isNoted(text: string): boolean {
  return versions.get(currentGraph()) === text;
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(shelf(key));
  } catch {
    return null;
  }
}
