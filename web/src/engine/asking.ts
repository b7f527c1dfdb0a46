import { create } from "zustand";
import { documentStore } from "../document/store.ts";
import { type Graph, wireKey } from "../document/types.ts";
import { ask, type Figure, figureKey, useVeil } from "./veil.ts";

/** A figure of the node of this id, or of the wire of this key. */
export interface FigureOf {
  readonly figure: Figure;
  readonly id: string;
}

/** A covered figure that the person is about to say, and where on the page they asked for it. */
export interface Question extends FigureOf {
  readonly anchor: Element;
}

/** How a covered figure came to be seen again. */
export type Settled = "right" | "shown";

interface Asking {
  /** The question that is open. */
  readonly question: Question | null;
  /** What has been covered since the quiz began, by key. */
  readonly covered: ReadonlyMap<string, FigureOf>;
  /** What of it is seen again. */
  readonly settled: ReadonlyMap<string, Settled>;
}

const none: Asking = { question: null, covered: new Map(), settled: new Map() };

/** What is asked for on the page, by whichever room shows it. No part of the document. */
export const useAsking = create<Asking>()(() => none);

/** Opens the question of a covered figure beside an element; with null closes it. */
export function openQuestion(question: Question | null): void {
  useAsking.setState({ question });
}

/** Covers figures to be asked for, besides those that are. */
export function cover(figures: readonly FigureOf[]): void {
  const { covered, settled } = useAsking.getState();
  const keys = figures.map(({ figure, id }) => figureKey(figure, id));
  const next = new Map(covered);
  figures.forEach((one, i) => {
    next.set(keys[i] ?? "", one);
  });
  const rest = new Map([...settled].filter(([key]) => !keys.includes(key)));
  useAsking.setState({ covered: next, settled: rest });
  veil();
}

/** Shows a covered figure again. */
export function settle({ figure, id }: FigureOf, how: Settled): void {
  const { settled } = useAsking.getState();
  useAsking.setState({ settled: new Map([...settled, [figureKey(figure, id), how]]) });
  veil();
}

/** Shows every figure again that has not been said. */
export function revealAll(): void {
  const { covered, settled } = useAsking.getState();
  const rest = Array.from(covered.keys(), (key) => [key, settled.get(key) ?? "shown"] as const);
  useAsking.setState({ question: null, settled: new Map(rest) });
  veil();
}

/** Ends the quiz: nothing is covered, and nothing is counted. */
export function endQuiz(): void {
  useAsking.setState(none);
  veil();
}

/** Lays the veil over what is covered and not yet settled, and over what would give it away. */
function veil(): void {
  const { covered, settled } = useAsking.getState();
  const open = Array.from(covered).filter(([key]) => !settled.has(key));
  const asked = new Set(open.map(([key]) => key));
  const hidden = giveaways(
    documentStore.getState().graph,
    open.map(([, one]) => one),
  ).filter((key) => !asked.has(key));
  ask(asked, new Set(hidden));
}

/** The figures that would give others away: what flows back on the wires of a node adds up to its gradient. */
export function giveaways(graph: Graph, figures: readonly FigureOf[]): string[] {
  return figures.flatMap(({ figure, id }) => {
    if (figure === "gradient") {
      return graph.wires
        .filter((wire) => wire.from === id)
        .map((wire) => figureKey("contribution", wireKey(wire)));
    }
    if (figure !== "contribution") return [];
    const from = graph.wires.find((wire) => wireKey(wire) === id)?.from;
    const wires = graph.wires.filter((wire) => wire.from === from);
    return from !== undefined && wires.length === 1 ? [figureKey("gradient", from)] : [];
  });
}

/** Whether the person has said this figure rightly, or had it shown; null where it was not asked for. */
export function useSettled(figure: Figure, id: string): Settled | null {
  return useAsking(({ settled }) => settled.get(figureKey(figure, id)) ?? null);
}

/** Whether anything is covered at all: what tells many figures at once (a derivation, a ledger) keeps still then. */
export function useQuizOn(): boolean {
  return useVeil(({ asked }) => asked.size > 0);
}

documentStore.subscribe((state, before) => {
  const { covered } = useAsking.getState();
  if (covered.size === 0) return;
  // Another document asks for nothing; what is gone from this one is not asked for any more.
  if (state.key !== before.key) return endQuiz();
  if (state.graph === before.graph) return;
  const there = new Set([...state.graph.nodes.map((node) => node.id), ...state.graph.wires.map(wireKey)]);
  const kept = new Map([...covered].filter(([, { id }]) => there.has(id)));
  if (kept.size !== covered.size) useAsking.setState({ covered: kept });
  if (state.graph.wires !== before.graph.wires || kept.size !== covered.size) veil();
});
