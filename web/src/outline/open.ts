import { create } from "zustand";
import { persist } from "zustand/middleware";
import { shelved } from "../ui/shelf.ts";

interface OutlineState {
  open: boolean;
  size: number;
  /** Goes up whenever the keyboard shall go to the outline. */
  calls: number;
}

export const limits = { min: 240, max: 560 };

/** Whether the outline stands beside the canvas, and how wide; kept between visits. */
export const useOutline = create<OutlineState>()(
  persist((): OutlineState => ({ open: false, size: 340, calls: 0 }), {
    name: "chainrule.outline",
    storage: shelved(),
    version: 1,
    partialize: ({ open, size }) => ({ open, size }),
  }),
);

/** Marks the outline in the page. */
export const TREE = "outline-tree";

export function isInOutline(element: Element | null): boolean {
  return element?.closest(`[data-testid="${TREE}"]`) != null;
}

/** Opens the outline if need be, and gives it the keyboard. */
export function focusOutline(): void {
  useOutline.setState(({ calls }) => ({ open: true, calls: calls + 1 }));
}

export function closeOutline(): void {
  useOutline.setState({ open: false });
}
