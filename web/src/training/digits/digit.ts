import { create } from "zustand";
import type { Classifier } from "../../engine/classifier.ts";
import { showExample, useOverlay } from "../../engine/overlay.ts";
import { testDigit } from "../../server/datasets.ts";
import { inWords } from "../../server/request.ts";
import { announce } from "../../ui/announce.tsx";
import { PIXELS } from "../pixels.ts";

/** The digit that the network looks at: none, one that was drawn, or one of the test examples. */
interface Digit {
  kind: "none" | "drawn" | "test";
  pixels: Float64Array | null;
  /** What the digit is, where that is known. */
  label: number | null;
  /** Of the test examples: which one, and of how many. */
  index: number | null;
  size: number | null;
  loading: boolean;
  message: string | null;
}

const none: Digit = {
  kind: "none",
  pixels: null,
  label: null,
  index: null,
  size: null,
  loading: false,
  message: null,
};

export const useDigit = create<Digit>()(() => none);

/** Shows the network a drawing; what it is meant to be is not known until somebody says so. */
export function showDrawn(classifier: Classifier, pixels: Float64Array, label: number | null = null): void {
  useDigit.setState(({ index, size }) => ({ ...none, kind: "drawn", pixels, label, index, size }));
  showExample({ source: "your drawing", values: valuesOf(classifier, pixels, label) });
}

/** Says what the drawing is meant to be, or takes it back: then there is a loss, and the backward pass runs. */
export function sayLabel(classifier: Classifier, label: number): void {
  const { kind, pixels, label: before } = useDigit.getState();
  if (kind === "drawn" && pixels) showDrawn(classifier, pixels, label === before ? null : label);
}

function valuesOf(
  classifier: Classifier,
  pixels: Float64Array,
  label: number | null,
): Map<string, Float64Array> {
  const values = new Map([[classifier.input, pixels]]);
  if (label !== null) values.set(classifier.label, Float64Array.of(label));
  return values;
}

/** Shows the network a test example, with its label: the backward pass runs too. */
export async function showTest(classifier: Classifier, by: 1 | -1): Promise<void> {
  const { index, size, loading } = useDigit.getState();
  if (loading) return;
  const next = index === null ? 0 : (index + by + (size ?? 1)) % (size ?? 1);
  useDigit.setState({ loading: true, message: null });
  try {
    const { label, pixels, scale, size } = await testDigit(next);
    if (pixels.length !== PIXELS) throw new Error("The server's digit is not 28 by 28 pixels.");
    const values = Float64Array.from(pixels, (pixel) => pixel / scale);
    useDigit.setState({ kind: "test", pixels: values, label, index: next, size, loading: false });
    showExample({ source: `test digit ${next}`, values: valuesOf(classifier, values, label) });
    announce(`Test digit ${next}, a ${label}.`);
  } catch (error) {
    useDigit.setState({ loading: false, message: inWords(error) });
  }
}

export function clearDigit(): void {
  useDigit.setState(({ index, size }) => ({ ...none, index, size }));
  showExample(null);
}

// Another document shows no example until one is chosen for it.
useOverlay.subscribe((overlay, before) => {
  if (before.example && !overlay.example && useDigit.getState().kind !== "none") {
    useDigit.setState(none, true);
  }
});
