import { type RefObject, useEffect } from "react";
import { nudgeSelection } from "../document/selected.ts";
import { useSelection } from "../document/selection.ts";

const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const STEP = 5;
const FAR = 20;

/** The arrow keys move what is selected, with Shift further; a card that has the focus hears them itself. */
export function useNudge(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const direction = directions[event.key];
      const { target } = event;
      const here = target === document.body || (target instanceof Node && frame.current?.contains(target));
      const typing = target instanceof HTMLElement && target.closest("input, textarea, [role=radiogroup]");
      if (!direction || !here || typing || event.defaultPrevented || event.ctrlKey || event.altKey) return;
      if (useSelection.getState().nodes.size === 0) return;
      const step = event.shiftKey ? FAR : STEP;
      nudgeSelection({ x: direction[0] * step, y: direction[1] * step });
      event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [frame]);
}
