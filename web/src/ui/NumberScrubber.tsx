import { type KeyboardEvent, useRef, useState } from "react";
import { formatFull, formatNumber, parseNumber } from "./format.ts";
import { useNumberFormat } from "./numberFormat.ts";
import { type Scrub, useScrub } from "./useScrub.ts";
import "./NumberScrubber.css";

interface NumberScrubberProps extends Omit<Scrub, "onPress"> {
  /** What the number is, as it is spoken: "value of w2". */
  label: string;
  testId?: string;
}

/** A number that is dragged sideways, typed, or stepped with the arrow keys. */
export function NumberScrubber({ label, testId, ...scrub }: NumberScrubberProps) {
  useNumberFormat();
  const { value, integer = false, min, max, onChange, onDone } = scrub;
  const [typing, setTyping] = useState<string | null>(null);
  const place = useRef<HTMLSpanElement>(null);
  const { pointer, step } = useScrub({ ...scrub, onPress: () => setTyping(formatFull(value)) });

  const onKeyDown = (event: KeyboardEvent) => {
    if (step(event, true)) return;
    if (event.key === "Enter" || event.key === "F2") setTyping(formatFull(value));
    else if (event.key === "Backspace" || event.key === "Delete") setTyping("");
    else if (/^[-.0-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey) setTyping(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const finish = (text: string | null, refocus: boolean) => {
    const typed = text === null ? null : parseNumber(text);
    if (typed !== null) onChange(integer ? Math.round(typed) : typed);
    onDone();
    setTyping(null);
    if (refocus) requestAnimationFrame(() => place.current?.focus({ preventScroll: true }));
  };

  if (typing !== null) {
    return (
      <input
        className="scrubber-input numeric nodrag nopan"
        aria-label={label}
        data-testid={testId && `${testId}-input`}
        value={typing}
        size={Math.max(4, typing.length)}
        aria-invalid={parseNumber(typing) === null}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here.
        autoFocus
        onFocus={(event) => typing === formatFull(value) && event.currentTarget.select()}
        onChange={(event) => setTyping(event.currentTarget.value)}
        onBlur={() => finish(typing, false)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") finish(typing, true);
          if (event.key === "Escape") finish(null, true);
        }}
      />
    );
  }

  return (
    <span
      ref={place}
      className="scrubber numeric nodrag nopan"
      role="spinbutton"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={value}
      aria-valuetext={formatNumber(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      title={`${formatFull(value)} (drag, type, or use the arrow keys)`}
      data-testid={testId}
      {...pointer}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.key.startsWith("Arrow") && onDone()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {formatNumber(value)}
    </span>
  );
}
