import { create } from "zustand";
import { documentStore } from "../../document/store.ts";
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

useData.subscribe((state, before) => {
  if (state.spec !== before.spec) usePager.setState({ row: null });
});
documentStore.subscribe((state, before) => {
  if (state.key !== before.key) usePager.setState({ row: null });
});
useOverlay.subscribe((state, before) => {
  if (!state.example && before.example) usePager.setState({ row: null });
});
