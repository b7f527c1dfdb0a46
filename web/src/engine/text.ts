import * as engine from "chainrule-engine";
import type { Graph } from "../document/types.ts";
import type { Problem } from "./snapshot.ts";

export interface Read {
  /** Null when nothing of it could be read. */
  document: Graph | null;
  problems: readonly Problem[];
}

/** A statement of a text: its lines, counted from 1, and the ids of the nodes that it makes. */
export interface Statement {
  readonly kind: "value" | "group" | "formula";
  readonly name: string;
  readonly line: number;
  readonly end: number;
  readonly nodes: readonly string[];
}

export interface ReadText extends Read {
  /** Those that could be understood. */
  statements: readonly Statement[];
}

/** Reads the textual form. */
export function parseText(text: string): ReadText {
  return JSON.parse(engine.parse(text)) as ReadText;
}

/** Writes the textual form. */
export function printText(graph: Graph): string {
  return engine.print(JSON.stringify(graph));
}

/** Reads a document that came from outside (a link, a file, the clipboard): normalised, or with its problems. */
export function checkDocument(json: string): Read {
  return JSON.parse(engine.check(json)) as Read;
}
