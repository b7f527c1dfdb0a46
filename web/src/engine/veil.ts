import { create } from "zustand";

/** The figures of a node (its value, its gradient) and of a wire (what it adds to a gradient, the local derivative along it). */
export type Figure = "value" | "gradient" | "contribution" | "local";

/** Where a figure stands: shown; not computed yet; or covered, for the person to say. */
export type Cover = "shown" | "blank" | "asked";

/** A figure of the node of this id, or of the wire of this key. */
export function figureKey(figure: Figure, id: string): string {
  return `${figure} ${id}`;
}

export interface Veil {
  /** What a pass that is stepped through has computed so far; null while no pass is. */
  readonly reached: ReadonlySet<string> | null;
  /** What is covered so that the person may say it. */
  readonly asked: ReadonlySet<string>;
  /** What a lesson holds back until its questions are answered. */
  readonly held?: ReadonlySet<string>;
  /** What would give that away. */
  readonly hidden?: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** Which figures are held back, on the canvas and wherever else they are shown. No part of the document. */
export const useVeil = create<Veil>()(() => ({ reached: null, asked: none, hidden: none, held: none }));

export function coverOf({ reached, asked, hidden, held }: Veil, figure: Figure, id: string): Cover {
  const key = figureKey(figure, id);
  if (reached && !reached.has(key)) return "blank";
  if (asked.has(key)) return "asked";
  return hidden?.has(key) || held?.has(key) ? "blank" : "shown";
}

export function useCover(figure: Figure, id: string): Cover {
  return useVeil((veil) => coverOf(veil, figure, id));
}

/** Shows only what these keys name; with null everything. */
export function reveal(reached: ReadonlySet<string> | null): void {
  useVeil.setState({ reached });
}

/** Holds back what these keys name. */
export function hold(held: ReadonlySet<string>): void {
  useVeil.setState({ held: held.size > 0 ? held : none });
}

/** Covers what the first keys name, to be asked for, and what the second name, as they would give it away. */
export function ask(asked: ReadonlySet<string>, hidden: ReadonlySet<string> = none): void {
  useVeil.setState({ asked: asked.size > 0 ? asked : none, hidden: asked.size > 0 ? hidden : none });
}
