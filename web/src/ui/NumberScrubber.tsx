import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { formatFull, formatNumber, parseNumber, snap } from "./format.ts";
import "./NumberScrubber.css";

interface NumberScrubberProps {
  value: number;
  /** What the number is, as it is spoken: "value of w2". */
  label: string;
  /** Only whole numbers. */
  integer?: boolean;
  min?: number | undefined;
  max?: number | undefined;
  testId?: string;
  onChange(value: number): void;
  /** The drag, the typing or the stepping is over: what comes next is another gesture. */
  onDone(): void;
}

const THRESHOLD = 3;

/** How finely: Shift for coarse, Alt for fine. */
function factor(event: { shiftKey: boolean; altKey: boolean }): number {
  return event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
}

/** A number that is dragged sideways, typed, or stepped with the arrow keys. */
export function NumberScrubber(props: NumberScrubberProps) {
  const { value, label, integer = false, min, max, testId, onChange, onDone } = props;
  const [typing, setTyping] = useState<string | null>(null);
  const drag = useRef<{ x: number; value: number; moved: boolean } | null>(null);
  const place = useRef<HTMLSpanElement>(null);

  const set = (next: number, step: number) => {
    const unit = integer ? 1 : step;
    onChange(
      Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, snap(next, unit))),
    );
  };

  const perPixel = (at: number) => (integer ? 0.1 : Math.abs(at) >= 100 ? 1 : 0.01);

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, value, moved: false };
  };

  const onPointerMove = (event: PointerEvent) => {
    const start = drag.current;
    if (!start) return;
    const moved = event.clientX - start.x;
    if (!start.moved && Math.abs(moved) < THRESHOLD) return;
    start.moved = true;
    const step = perPixel(start.value) * factor(event);
    set(start.value + moved * step, step);
  };

  const onPointerUp = () => {
    const start = drag.current;
    drag.current = null;
    if (!start) return;
    if (start.moved) onDone();
    else setTyping(formatFull(value));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = (integer ? 1 : 0.1) * factor(event);
    if (event.key === "ArrowUp" || event.key === "ArrowRight") set(value + step, step);
    else if (event.key === "ArrowDown" || event.key === "ArrowLeft") set(value - step, step);
    else if (event.key === "Enter" || event.key === "F2") setTyping(formatFull(value));
    else if (/^[-.0-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey) setTyping(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const finish = (text: string | null) => {
    const typed = text === null ? null : parseNumber(text);
    if (typed !== null) onChange(integer ? Math.round(typed) : typed);
    onDone();
    setTyping(null);
    requestAnimationFrame(() => place.current?.focus({ preventScroll: true }));
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
        onFocus={(event) => typing.length > 1 && event.currentTarget.select()}
        onChange={(event) => setTyping(event.currentTarget.value)}
        onBlur={() => typing !== null && finish(typing)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") finish(typing);
          if (event.key === "Escape") finish(null);
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
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        drag.current = null;
        onDone();
      }}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.key.startsWith("Arrow") && onDone()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {formatNumber(value)}
    </span>
  );
}
