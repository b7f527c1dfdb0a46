import { ChevronLeft, ChevronRight } from "lucide-react";
import "./EntryPicker.css";

interface EntryPickerProps {
  shape: readonly number[];
  entry: number;
  onPick(entry: number): void;
}

/** The indices of a row-major entry: [1, 0]. */
export function indicesOf(entry: number, shape: readonly number[]): number[] {
  const indices: number[] = [];
  let rest = entry;
  for (const extent of shape.toReversed()) {
    indices.unshift(rest % extent);
    rest = Math.floor(rest / extent);
  }
  return indices;
}

/** Which entry of a tensor is looked at, and the one before and after it. Nothing for a single number. */
export function EntryPicker({ shape, entry, onPick }: EntryPickerProps) {
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (shape.length === 0) return null;
  const go = (by: number) => onPick((entry + by + size) % size);
  return (
    <span className="entryPicker">
      <button type="button" aria-label="Previous entry" onClick={() => go(-1)}>
        <ChevronLeft size={13} />
      </button>
      <span className="numeric">entry [{indicesOf(entry, shape).join(", ")}]</span>
      <button type="button" aria-label="Next entry" onClick={() => go(1)}>
        <ChevronRight size={13} />
      </button>
    </span>
  );
}
