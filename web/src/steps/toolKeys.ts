import type { KeyboardEvent as ReactKeyboardEvent } from "react";
import { close, go, step, toEnd, togglePlaying } from "./player.ts";

/** What the sheet of keys says of the player. */
export const playerKeys = [
  { id: "playerPlay", label: "Play, pause", keys: ["Space"] },
  { id: "playerStep", label: "One step on, back", keys: ["→", "←"] },
  { id: "playerEnds", label: "To the start, to the end", keys: ["Home", "End"] },
  { id: "playerClose", label: "Close it", keys: ["Escape"] },
] as const;

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** What a key does while the player is open; null for the keys of others. */
export function actionOf(event: Key): (() => void) | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  switch (event.key) {
    case "ArrowRight":
      return () => step(1);
    case "ArrowLeft":
      return () => step(-1);
    case "Home":
      return () => go(0);
    case "End":
      return toEnd;
    case " ":
      return togglePlaying;
    case "Escape":
      return close;
    default:
      return null;
  }
}

/** The player's keys, for whatever of it has the focus. Space presses a button that has the focus, as everywhere. */
export function toolKeys(event: ReactKeyboardEvent): void {
  const action = actionOf(event);
  const button = event.target instanceof HTMLElement && event.target.tagName === "BUTTON";
  if (!action || event.defaultPrevented || (event.key === " " && button)) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

/** The same keys while nothing has the focus; a node or a wire that has it keeps its own. */
export function pageKeys(event: KeyboardEvent): void {
  const action = event.target === document.body && !event.defaultPrevented ? actionOf(event) : null;
  if (!action || document.querySelector("[role=dialog]")) return;
  event.preventDefault();
  action();
}
