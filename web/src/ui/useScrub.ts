import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { dust } from "./format.ts";

export interface Scrub {
  value: number;
  integer?: boolean | undefined;
  min?: number | undefined;
  max?: number | undefined;
  onChange(value: number): void;
  /** The drag or the stepping is over: what comes next is another gesture. */
  onDone(): void;
  /** Pressed and let go without a drag. */
  onPress?(): void;
}

/** Pixels before a press becomes a drag. */
const THRESHOLD = 3;

/** How finely: Shift for coarse, Alt for fine. */
function factor(event: { shiftKey: boolean; altKey: boolean }): number {
  return event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
}

/** What makes an element a handle for a number: dragged sideways, or stepped with the arrow keys. */
export function useScrub({ value, integer, min, max, onChange, onDone, onPress }: Scrub) {
  const drag = useRef<{ x: number; value: number; moved: boolean } | null>(null);

  const set = (next: number, step: number) => {
    const clean = integer ? Math.round(next) : dust(next, step);
    onChange(Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, clean)));
  };

  const pointer = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, value, moved: false };
    },
    onPointerMove(event: PointerEvent) {
      const start = drag.current;
      if (!start) return;
      const moved = event.clientX - start.x;
      if (!start.moved && Math.abs(moved) < THRESHOLD) return;
      start.moved = true;
      const perPixel = integer ? 0.1 : Math.abs(start.value) >= 100 ? 1 : 0.01;
      const step = perPixel * factor(event);
      set(start.value + moved * step, step);
    },
    onPointerUp() {
      const start = drag.current;
      drag.current = null;
      if (!start) return;
      if (start.moved) onDone();
      else onPress?.();
    },
    onPointerCancel() {
      drag.current = null;
      onDone();
    },
  };

  /** Steps by an arrow key; false when the key is another one. Sideways arrows belong to a field in which text is typed. */
  const step = (event: KeyboardEvent, sideways: boolean): boolean => {
    const size = (integer ? 1 : 0.1) * factor(event);
    if (event.key === "ArrowUp" || (sideways && event.key === "ArrowRight")) set(value + size, size);
    else if (event.key === "ArrowDown" || (sideways && event.key === "ArrowLeft")) set(value - size, size);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return { pointer, step };
}
