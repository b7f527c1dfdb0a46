import { openGraph } from "../document/local.ts";
import { currentGraph } from "../document/store.ts";
import type { Graph } from "../document/types.ts";
import { type Export, exportGraph } from "../engine/exports.ts";
import { checkDocument, parseText, printText } from "../engine/text.ts";
import { inWords } from "../server/request.ts";

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

function download(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function downloadJson(): void {
  const graph = currentGraph();
  download(fileName(graph.title, "json"), "application/json", `${JSON.stringify(graph, null, 2)}\n`);
}

/** Answers what keeps the graph from being written as text, or null. */
export function downloadText(): string | null {
  const graph = currentGraph();
  try {
    download(fileName(graph.title, "txt"), "text/plain", printText(graph));
    return null;
  } catch (error) {
    return inWords(error);
  }
}

/** Writes the graph in the form of another tool. Answers what keeps it from being written so, or null. */
export async function downloadExport(to: Export): Promise<string | null> {
  const graph = currentGraph();
  try {
    download(fileName(graph.title, to.extension), to.mediaType, await exportGraph(graph, to.id));
    return null;
  } catch (error) {
    return inWords(error);
  }
}

/** Reads a file's text: a document, or the textual form. */
export function readFile(name: string, text: string): { graph: Graph } | { problem: string } {
  const json = text.trimStart().startsWith("{");
  const { document, problems } = json ? checkDocument(text) : parseText(text);
  if (!document) {
    const [first] = problems;
    const where = first?.line ? `Line ${first.line}: ` : "";
    return { problem: `${name} cannot be opened. ${where}${first?.message ?? "It holds no graph."}` };
  }
  const title = document.title || name.replace(/\.[^.]*$/, "");
  return { graph: { ...document, title } };
}

/** Opens a file as a document of its own. Answers what is wrong with it, or null. */
export async function openFile(file: File): Promise<string | null> {
  const read = readFile(file.name, await file.text());
  if ("problem" in read) return read.problem;
  openGraph(read.graph);
  return null;
}
