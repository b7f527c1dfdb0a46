import { create } from "zustand";
import { useShallow } from "zustand/react/shallow";

/** Values by the names of the sources that they are for, row-major. */
export type Values = ReadonlyMap<string, Float64Array>;

export interface Layer {
  /** Where the values come from, as people call it: "run 3f2a". */
  readonly source: string;
  readonly values: Values;
}

/**
 * What is shown in place of the document's own values: what a run has learned, and an example of a data set. It is no
 * part of the document; a value whose size does not fit is passed over.
 */
interface Overlay {
  readonly trained: Layer | null;
  readonly example: Layer | null;
  /** Examples that are shown all at once: every value and every gradient is the mean over them. */
  readonly batch: Batch | null;
}

export interface Batch {
  readonly source: string;
  readonly examples: readonly Values[];
}

const nothing: Overlay = { trained: null, example: null, batch: null };

export const useOverlay = create<Overlay>()(() => nothing);

export function showTrained(trained: Layer | null): void {
  if (useOverlay.getState().trained !== trained) useOverlay.setState({ trained });
}

export function showExample(example: Layer | null): void {
  if (useOverlay.getState().example !== example) useOverlay.setState({ example, batch: null });
}

/** Shows the means over a minibatch in place of one example. */
export function showBatch(batch: Batch | null): void {
  if (useOverlay.getState().batch !== batch) useOverlay.setState({ example: null, batch });
}

export function dropOverlay(): void {
  const { trained, example, batch } = useOverlay.getState();
  if (trained || example || batch) useOverlay.setState(nothing);
}

export function overlaidValues(): Values {
  const { trained, example } = useOverlay.getState();
  return new Map([...(trained?.values ?? []), ...(example?.values ?? [])]);
}

export function overlaidBatch(): readonly Values[] {
  return useOverlay.getState().batch?.examples ?? [];
}

/** Whether a source of this name shows other values than the document's. */
export function useOverlaid(name: string | undefined): boolean {
  return useOverlay(
    useShallow(
      ({ trained, example, batch }) =>
        name !== undefined &&
        Boolean(trained?.values.has(name) || example?.values.has(name) || batch?.examples[0]?.has(name)),
    ),
  );
}
