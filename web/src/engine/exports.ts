import * as engine from "chainrule-engine";
import type { Graph } from "../document/types.ts";

/** A form in which a graph can leave. */
export interface Export {
  readonly id: string;
  readonly label: string;
  readonly extension: string;
  readonly mediaType: string;
  readonly text: boolean;
}

/** The engine's list of exports, in the order of the menu. */
export const exports: readonly Export[] = JSON.parse(engine.exports()) as Export[];

/** The file's bytes; throws with a sentence where the graph cannot be written so. */
export function exportGraph(graph: Graph, id: string): Int8Array<ArrayBuffer> {
  return engine.exportedBytes(JSON.stringify(graph), id);
}
