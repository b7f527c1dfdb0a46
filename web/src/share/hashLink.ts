import type { Graph, GraphNode } from "../document/types.ts";
import { checkDocument } from "../engine/text.ts";

/*
 * A link that carries the whole graph in its hash, which no server sees: `#g=a...`. The letter says how to read the rest;
 * "a" is the document as JSON, deflated, in base64url.
 */

const FORM = "a";
/** Longer links are cut or refused by what people paste them into. */
export const LONGEST = 8_000;
/** What is read at most, in characters of the link and in bytes of the document. */
const READ_CHARACTERS = 200_000;
const READ_BYTES = 1_000_000;

const PATTERN = /^#g=([a-z])([A-Za-z0-9_-]*)$/;

export function isHashLink(hash: string): boolean {
  return hash.startsWith("#g=");
}

/** The hash of a link to a graph, however long. */
export async function toHash(graph: Graph): Promise<string> {
  const packed = await drain(
    new Blob([JSON.stringify(lean(graph))]).stream().pipeThrough(new CompressionStream("deflate-raw")),
    Number.POSITIVE_INFINITY,
  );
  return `#g=${FORM}${toBase64Url(packed)}`;
}

/** The graph of a hash. Fails with a sentence; whatever it is given, it reads a bounded part of it. */
export async function fromHash(hash: string): Promise<Graph> {
  if (hash.length > READ_CHARACTERS)
    throw new Error(`The link is longer than ${READ_CHARACTERS.toLocaleString("en")} characters.`);
  const [, form, packed = ""] = PATTERN.exec(hash) ?? [];
  if (form === undefined) throw new Error("The link is damaged: copy it again, the whole of it.");
  if (form !== FORM)
    throw new Error("The link was made by a newer Chainrule: reload the page and try again.");
  const { document, problems } = checkDocument(await inflate(fromBase64Url(packed)));
  if (!document) throw new Error(problems[0]?.message ?? "The link holds no graph.");
  return document;
}

async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  let bytes: Uint8Array;
  try {
    bytes = await drain(stream, READ_BYTES);
  } catch (error) {
    if (error instanceof TooMuch) throw error;
    throw new Error("The link is damaged: copy it again, the whole of it.");
  }
  return new TextDecoder().decode(bytes);
}

class TooMuch extends Error {}

/** All that a stream brings, unless it is more than a limit: then it is stopped there. */
async function drain(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      throw new TooMuch("The graph in the link is larger than 1 MB.");
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The document without what says nothing: fractions of a canvas unit, empty lists. */
function lean(graph: Graph): Graph {
  const { groups, definitions, ...rest } = graph;
  return {
    ...rest,
    nodes: graph.nodes.map(rounded),
    ...(groups && groups.length > 0 ? { groups } : {}),
    ...(definitions && definitions.length > 0 ? { definitions } : {}),
  };
}

function rounded(node: GraphNode): GraphNode {
  if (!node.position) return node;
  return { ...node, position: { x: Math.round(node.position.x), y: Math.round(node.position.y) } };
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    throw new Error("The link is damaged: copy it again, the whole of it.");
  }
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
