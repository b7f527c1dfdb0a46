import type { DataPreview, Offer } from "../../engine/datasets.ts";

/** A table of one's own comes in here, and any data goes out. */
export function DataFile(_: { offer: Offer; preview: DataPreview | null }) {
  return null;
}
