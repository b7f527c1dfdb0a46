import { create } from "zustand";
import { currentGraph, documentStore } from "../../document/store.ts";
import { useLive } from "../../engine/live.ts";
import { useOverlay } from "../../engine/overlay.ts";
import { useData } from "./data.ts";
import { showNextBatch, showRow } from "./inside.ts";
import { useLab } from "./state.ts";

interface Pager {
  /** Which example of the data the canvas shows; null for the graph's own. */
  row: number | null;
  /** Over how many examples of the next minibatch it shows the means; 0 where it shows one example. */
  batch: number;
}

/** What the canvas shows of the data. */
export const usePager = create<Pager>()(() => ({ row: null, batch: 0 }));

/** Shows an example of the data on the canvas, counted round. */
export function turnToRow(row: number | null): void {
  const size = useData.getState().preview?.columns[0]?.length ?? 0;
  const next = row === null || size === 0 ? null : (row + size) % size;
  usePager.setState({ row: next, batch: 0 });
  void showRow(next);
}

/** Shows the means over the minibatch that comes next. */
export async function turnToBatch(): Promise<void> {
  const batch = await showNextBatch();
  usePager.setState({ row: null, batch });
}

/** A graph whose inputs wait for data shows the first example, so that there is something to see. */
export function fillWithFirst(): void {
  const { preview } = useData.getState();
  if (!preview || usePager.getState().row !== null) return;
  const { nodes } = useLive.getState();
  const waits = currentGraph().nodes.some(({ id, op }) => op === "input" && !nodes.get(id)?.value);
  if (waits) turnToRow(preview.train[0] ?? 0);
}

const none: Pager = { row: null, batch: 0 };

useData.subscribe((state, before) => {
  if (state.spec !== before.spec) usePager.setState(none);
});
documentStore.subscribe((state, before) => {
  if (state.key !== before.key) usePager.setState(none);
});
useOverlay.subscribe((state, before) => {
  if (!state.example && before.example) usePager.setState({ row: null });
  if (!state.batch && before.batch) usePager.setState({ batch: 0 });
});
// The minibatch that comes next is another after every step; a run that plays is followed when it stands.
useLab.subscribe((state, before) => {
  const moved = state.frame?.cursor !== before.frame?.cursor || state.current !== before.current;
  const stood = before.phase === "running" && state.phase !== "running";
  if (usePager.getState().batch > 0 && state.phase !== "running" && state.frame && (moved || stood))
    void turnToBatch();
});
