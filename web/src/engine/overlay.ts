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
}

export const useOverlay = create<Overlay>()(() => ({ trained: null, example: null }));

export function showTrained(trained: Layer | null): void {
  if (useOverlay.getState().trained !== trained) useOverlay.setState({ trained });
}

export function showExample(example: Layer | null): void {
  if (useOverlay.getState().example !== example) useOverlay.setState({ example });
}

export function dropOverlay(): void {
  const { trained, example } = useOverlay.getState();
  if (trained || example) useOverlay.setState({ trained: null, example: null });
}

export function overlaidValues(): Values {
  const { trained, example } = useOverlay.getState();
  return new Map([...(trained?.values ?? []), ...(example?.values ?? [])]);
}

/** Whether a source of this name shows other values than the document's. */
export function useOverlaid(name: string | undefined): boolean {
  return useOverlay(
    useShallow(
      ({ trained, example }) =>
        name !== undefined && Boolean(trained?.values.has(name) || example?.values.has(name)),
    ),
  );
}
