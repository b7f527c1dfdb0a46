import { create } from "zustand";
import { currentGraph, documentStore } from "../../document/store.ts";
import { useLive } from "../../engine/live.ts";
import { useOverlay } from "../../engine/overlay.ts";
import { useData } from "./data.ts";
import { showRow } from "./lab.ts";

/** Which example of the data the canvas shows; null for the graph's own. */
export const usePager = create<{ row: number | null }>()(() => ({ row: null }));

/** Shows an example of the data on the canvas, counted round. */
export function turnToRow(row: number | null): void {
  const size = useData.getState().preview?.columns[0]?.length ?? 0;
  const next = row === null || size === 0 ? null : (row + size) % size;
  usePager.setState({ row: next });
  void showRow(next);
}

/** A graph whose inputs wait for data shows the first example, so that there is something to see. */
export function fillWithFirst(): void {
  const { preview } = useData.getState();
  if (!preview || usePager.getState().row !== null) return;
  const { nodes } = useLive.getState();
  const waits = currentGraph().nodes.some(({ id, op }) => op === "input" && !nodes.get(id)?.value);
  if (waits) turnToRow(preview.train[0] ?? 0);
}

useData.subscribe((state, before) => {
  if (state.spec !== before.spec) usePager.setState({ row: null });
});
documentStore.subscribe((state, before) => {
  if (state.key !== before.key) usePager.setState({ row: null });
});
useOverlay.subscribe((state, before) => {
  if (!state.example && before.example) usePager.setState({ row: null });
});
