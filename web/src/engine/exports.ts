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

type Exchange = typeof import("chainrule-engine/exchange");

let loading: Promise<Exchange> | null = null;

/** The module that writes and reads other tools' files loads when the first one is asked for. */
function load(): Promise<Exchange> {
  loading ??= import("chainrule-engine/exchange").catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** The file's bytes; fails with a sentence where the graph cannot be written so. */
export async function exportGraph(graph: Graph, id: string): Promise<Int8Array<ArrayBuffer>> {
  const exchange = await load();
  return exchange.exportedBytes(JSON.stringify(graph), id);
}
