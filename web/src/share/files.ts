import { openGraph } from "../document/local.ts";
import { apply, currentGraph } from "../document/store.ts";
import type { Graph } from "../document/types.ts";
import { readOnnx, type WeightsRead, withWeights } from "../engine/exports.ts";
import { showTrained } from "../engine/overlay.ts";
import { checkDocument, parseText, type Read } from "../engine/text.ts";
import { inWords } from "../server/request.ts";
import { announce } from "../ui/announce.tsx";

/** What is read of a file, in bytes: a graph, and a model or its parameters. */
const LIMITS = { graph: 4_000_000, model: 64_000_000 };

/** Parameters with more values than this lie over the graph, as those of a run do, and not in it. */
const KEPT_VALUES = 4_096;

/** A title as the name of a file. */
export function fileName(title: string, extension: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/[^\w -]/g, "")
    .trim()
    .replace(/\s+/g, "-")
    .toLowerCase();
  return `${plain || "graph"}.${extension}`;
}

export type FileKind = "json" | "text" | "onnx" | "weights";

/** What a file is, by its name and how it begins. */
export function kindOf(name: string, bytes: Uint8Array): FileKind {
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return "weights";
  if (extension === "onnx") return "onnx";
  if (extension === "npz") return "weights";
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith("{") ? "json" : "text";
}

/** Reads a file's text: a document, or the textual form. */
export function readFile(name: string, text: string): { graph: Graph } | { problem: string } {
  const json = text.trimStart().startsWith("{");
  return titled(name, json ? checkDocument(text) : parseText(text));
}

function titled(name: string, { document, problems }: Read): { graph: Graph } | { problem: string } {
  if (!document) {
    const [first] = problems;
    const where = first?.line ? `Line ${first.line}: ` : "";
    return { problem: `${name} cannot be opened. ${where}${first?.message ?? "It holds no graph."}` };
  }
  return { graph: { ...document, title: document.title || name.replace(/\.[^.]*$/, "") } };
}

/** Whether a JSON text holds parameters by name, and no graph. */
function isWeights(text: string): boolean {
  try {
    const parsed = JSON.parse(text) as object;
    return !("nodes" in parsed) && !("version" in parsed) && Object.keys(parsed).length > 0;
  } catch {
    return false;
  }
}

/**
 * Opens a file: a graph as a document of its own, parameters in the open graph. Answers what is wrong with it, or null.
 */
export async function openFile(file: File): Promise<string | null> {
  try {
    if (file.size > LIMITS.model) return `${file.name} is larger than 64 MB, the most that is read.`;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kind = kindOf(file.name, bytes);
    if (kind === "onnx") return shown(titled(file.name, await readOnnx(bytes)));
    if (kind === "weights") return await fill(file.name, bytes);
    if (file.size > LIMITS.graph) return `${file.name} is larger than 4 MB: a graph is not so large.`;
    const text = new TextDecoder().decode(bytes);
    if (kind === "json" && isWeights(text)) return await fill(file.name, bytes);
    return shown(readFile(file.name, text));
  } catch (error) {
    return `${file.name} cannot be opened. ${inWords(error)}`;
  }
}

function shown(read: { graph: Graph } | { problem: string }): string | null {
  if ("problem" in read) return read.problem;
  openGraph(read.graph);
  return null;
}

async function fill(name: string, bytes: Uint8Array): Promise<string | null> {
  const { document, problems, values }: WeightsRead = await withWeights(currentGraph(), bytes);
  if (!document) return `${name} does not fit this graph. ${problems[0]?.message ?? ""}`;
  let count = 0;
  for (const data of values.values()) count += data.length;
  if (count > KEPT_VALUES) showTrained({ source: name, values });
  else apply(() => document);
  announce(`${values.size} parameters of ${name} are in the graph.`);
  return null;
}
