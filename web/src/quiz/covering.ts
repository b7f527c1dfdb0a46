import { type Graph, type GraphNode, wireKey } from "../document/types.ts";
import { type FigureOf, openQuestion } from "../engine/asking.ts";
import { opOf } from "../engine/catalogue.ts";
import type { Snapshot } from "../engine/snapshot.ts";

/** Every gradient but that of the loss itself, which is 1. */
export function allGradients({ graph, nodes, loss }: Snapshot): FigureOf[] {
  return graph.nodes
    .filter(({ id }) => id !== loss && nodes.get(id)?.gradient)
    .map(({ id }) => ({ figure: "gradient", id }));
}

/** The gradients of the parameters. */
export function parameterGradients(snapshot: Snapshot): FigureOf[] {
  const role = (id: string) => opOf(nodeOf(snapshot.graph, id)?.op ?? "")?.role;
  return allGradients(snapshot).filter(({ id }) => role(id) === "parameter");
}

/** Every value that is computed; those that are given stay. */
export function allValues({ graph, nodes }: Snapshot): FigureOf[] {
  return graph.nodes
    .filter(({ id, op }) => nodes.get(id)?.value && (opOf(op)?.ports.length ?? 0) > 0)
    .map(({ id }) => ({ figure: "value", id }));
}

/** The local derivatives along which a gradient flows. */
export function allLocals({ graph, wires }: Snapshot): FigureOf[] {
  return graph.wires
    .map(wireKey)
    .filter((key) => wires.get(key)?.contribution)
    .map((id) => ({ figure: "local", id }));
}

/** One figure by chance. */
export function oneFigure(snapshot: Snapshot, chance: () => number = Math.random): FigureOf[] {
  const all = [...allGradients(snapshot), ...allValues(snapshot)];
  return all.slice(Math.floor(chance() * all.length)).slice(0, 1);
}

export function nodeOf(graph: Graph, id: string): GraphNode | undefined {
  return graph.nodes.find((node) => node.id === id);
}

/** Which entry of a tensor is asked for: always the same one of the same figure. */
export function entryOf({ figure, id }: FigureOf, size: number): number {
  let hash = 7;
  for (const letter of `${figure} ${id}`) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return size > 0 ? hash % size : 0;
}

/** Asks for the first figure that is still covered; where there is none, the question closes. */
export function openNext(): void {
  const chip = document.querySelector<HTMLElement>(".canvas [data-ask], [data-ask]");
  if (!chip) openQuestion(null);
  chip?.click();
}
