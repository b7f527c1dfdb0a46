import type { Graph } from "./types.ts";

/** The part that a node plays, as the catalogue tells it. */
export type Role = "input" | "label" | "parameter" | "constant" | "operation" | "loss";

/** The graph's loss is the node of this name. */
export const LOSS = "loss";

/** Names as a lecture gives them: x, x2, ...; y; w1, w2, ...; c. Operations stay unnamed until a person names them. */
const bases: Partial<Record<Role, { base: string; first: number | null }>> = {
  input: { base: "x", first: null },
  label: { base: "y", first: null },
  parameter: { base: "w", first: 1 },
  constant: { base: "c", first: null },
};

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** Why a node cannot be called so, as a sentence; null when it can. */
export function objectionTo(graph: Graph, id: string, name: string): string | null {
  if (name === "") return null;
  if (!isIdentifier(name)) {
    return "A name is made of letters, digits and _, and begins with a letter: it also stands in the text form.";
  }
  const taken = graph.nodes.some((other) => other.name === name && other.id !== id);
  return taken ? `Another node is called ${name}: every name stands once.` : null;
}

export function takenNames(graph: Graph): Set<string> {
  const taken = new Set<string>();
  for (const node of graph.nodes) if (node.name) taken.add(node.name);
  return taken;
}

/** The name a new node of this role gets, or undefined for none. */
export function newName(graph: Graph, role: Role): string | undefined {
  const taken = takenNames(graph);
  if (role === "loss") return taken.has(LOSS) ? undefined : LOSS;
  const scheme = bases[role];
  if (!scheme) return undefined;
  if (scheme.first === null && !taken.has(scheme.base)) return scheme.base;
  return numbered(scheme.base, scheme.first ?? 2, taken);
}

/** The name a copy gets: the same one if it is free, else the next number after it. The loss is never copied as the loss. */
export function copiedName(name: string, taken: ReadonlySet<string>): string | undefined {
  if (!taken.has(name)) return name;
  if (name === LOSS) return undefined;
  const base = name.replace(/[0-9]+$/, "");
  const digits = name.slice(base.length);
  return numbered(base, digits ? Number(digits) + 1 : 2, taken);
}

function numbered(base: string, first: number, taken: ReadonlySet<string>): string {
  for (let number = first; ; number++) {
    const name = `${base}${number}`;
    if (!taken.has(name)) return name;
  }
}

/** An id that no node has: n1, n2, ... */
export function newId(graph: Graph, also: ReadonlySet<string> = new Set()): string {
  const taken = new Set(graph.nodes.map((node) => node.id));
  for (let number = graph.nodes.length + 1; ; number++) {
    const id = `n${number}`;
    if (!taken.has(id) && !also.has(id)) return id;
  }
}
