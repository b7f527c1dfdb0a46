import { useSelection } from "../document/selection.ts";
import { cover, type FigureOf } from "../engine/asking.ts";
import { useLive } from "../engine/live.ts";
import type { Snapshot } from "../engine/snapshot.ts";
import { announce } from "../ui/announce.tsx";
import { allGradients, allLocals, allValues, oneFigure, parameterGradients } from "./covering.ts";

interface Choice {
  id: string;
  label: string;
  note: string;
  figures(snapshot: Snapshot): FigureOf[];
}

/** What can be covered at once. */
export const choices: readonly Choice[] = [
  {
    id: "parameters",
    label: "The parameters' gradients",
    note: "What a training step needs.",
    figures: parameterGradients,
  },
  { id: "gradients", label: "All gradients", note: "The whole backward pass.", figures: allGradients },
  { id: "values", label: "All values", note: "The whole forward pass.", figures: allValues },
  { id: "locals", label: "The local derivatives", note: "One on every wire.", figures: allLocals },
  { id: "one", label: "One figure by chance", note: "", figures: (snapshot) => oneFigure(snapshot) },
];

/** Covers what a choice finds in the open graph. */
export function begin(figures: Choice["figures"]): void {
  const found = figures(useLive.getState());
  cover(found);
  announce(found.length === 0 ? "There is nothing to cover." : `${found.length} covered.`);
}

/** Covers the gradients of the selected nodes and the local derivatives of the selected wires. */
export function coverSelection(): void {
  const { nodes, wires } = useSelection.getState();
  begin(({ nodes: views, wires: flows }) => [
    ...[...nodes].filter((id) => views.get(id)?.gradient).map((id): FigureOf => ({ figure: "gradient", id })),
    ...[...wires]
      .filter((key) => flows.get(key)?.contribution)
      .map((id): FigureOf => ({ figure: "local", id })),
  ]);
}
