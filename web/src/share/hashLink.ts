import type { Graph, GraphNode } from "../document/types.ts";
import { checkDocument } from "../engine/text.ts";
import { pack, unpack } from "../ui/packed.ts";

/* A link that carries the whole graph in its hash, which no server sees: `#g=` and the document, packed. */

/** Longer links are cut or refused by what people paste them into. */
export const LONGEST = 8_000;
const READ = { characters: 200_000, bytes: 1_000_000, tooMuch: "The graph in the link is larger than 1 MB." };

const PREFIX = "#g=";

export function isHashLink(hash: string): boolean {
  return hash.startsWith(PREFIX);
}

/** The hash of a link to a graph, however long. */
export async function toHash(graph: Graph): Promise<string> {
  return PREFIX + (await pack(JSON.stringify(lean(graph))));
}

/** The graph of a hash. Fails with a sentence; whatever it is given, it reads a bounded part of it. */
export async function fromHash(hash: string): Promise<Graph> {
  const { document, problems } = checkDocument(await unpack(hash.slice(PREFIX.length), READ));
  if (!document) throw new Error(problems[0]?.message ?? "The link holds no graph.");
  return document;
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
