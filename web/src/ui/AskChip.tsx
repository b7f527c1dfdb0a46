import type { KeyboardEvent } from "react";
import "./AskChip.css";

interface AskChipProps {
  /** What is asked for: "gradient of w2". */
  label: string;
  tone: "forward" | "backward" | "neutral";
  onOpen(chip: Element): void;
}

/** Every chip of the page, in its order. */
const ALL = "[data-ask]";

/** The place of a covered number: pressed, it asks for the number. The arrow keys go from one to the next. */
export function AskChip({ label, tone, onOpen }: AskChipProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    event.stopPropagation();
    const forth = event.key === "ArrowRight" || event.key === "ArrowDown";
    if (!forth && event.key !== "ArrowLeft" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const chips = Array.from(document.querySelectorAll<HTMLElement>(ALL));
    const at = chips.indexOf(event.currentTarget);
    chips.at((at + (forth ? 1 : -1)) % chips.length)?.focus();
  };
  return (
    <button
      type="button"
      className="askChip nodrag nopan"
      data-ask={label}
      data-tone={tone}
      aria-label={`Covered: ${label}. Answer.`}
      onClick={(event) => {
        event.stopPropagation();
        onOpen(event.currentTarget);
      }}
      onKeyDown={onKeyDown}
    >
      ?
    </button>
  );
}
