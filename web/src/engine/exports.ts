import * as engine from "chainrule-engine";
import { type Graph, nodeLabel, type SettingValue } from "../document/types.ts";
import type { Read } from "./text.ts";

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

/** Reads an ONNX model as a graph for one example. */
export async function readOnnx(bytes: Uint8Array): Promise<Read> {
  const exchange = await load();
  return JSON.parse(exchange.fromOnnx(signed(bytes))) as Read;
}

export interface WeightsRead extends Read {
  /** What has changed, by the names of the parameters, row-major. */
  values: ReadonlyMap<string, Float64Array>;
}

/** Puts the arrays of an .npz archive, or of a JSON object, into the parameters of their names. */
export async function withWeights(graph: Graph, bytes: Uint8Array): Promise<WeightsRead> {
  const exchange = await load();
  const read = JSON.parse(exchange.withWeights(JSON.stringify(graph), signed(bytes))) as Read;
  const before = new Map(graph.nodes.map((node) => [node.id, JSON.stringify(node.settings)]));
  const values = new Map<string, Float64Array>();
  for (const node of read.document?.nodes ?? []) {
    const value = node.settings?.value;
    if (value !== undefined && before.get(node.id) !== JSON.stringify(node.settings))
      values.set(nodeLabel(node), Float64Array.from(flat(value)));
  }
  return { ...read, values };
}

function flat(value: SettingValue): number[] {
  return typeof value === "object" ? value.flatMap(flat) : [Number(value)];
}

function signed({ buffer, byteOffset, byteLength }: Uint8Array): Int8Array {
  return new Int8Array(buffer, byteOffset, byteLength);
}
