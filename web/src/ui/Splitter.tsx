import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import "./Splitter.css";

interface SplitterProps {
  label: string;
  /** Which side of the panel the splitter is on: dragging towards it shrinks or grows accordingly. */
  edge: "left" | "right" | "top";
  size: number;
  min: number;
  max: number;
  onResize(size: number): void;
}

/** The line between a panel and the canvas: dragged, or moved with the arrow keys. */
export function Splitter({ label, edge, size, min, max, onResize }: SplitterProps) {
  const from = useRef<{ at: number; size: number } | null>(null);
  const vertical = edge !== "top";
  const sign = edge === "right" ? 1 : -1;
  const clamp = (next: number) => Math.round(Math.min(max, Math.max(min, next)));
  const at = (event: PointerEvent) => (vertical ? event.clientX : event.clientY);

  const onKeyDown = (event: KeyboardEvent) => {
    const grow = vertical ? "ArrowRight" : "ArrowDown";
    const shrink = vertical ? "ArrowLeft" : "ArrowUp";
    if (event.key !== grow && event.key !== shrink) return;
    event.preventDefault();
    onResize(clamp(size + (event.key === grow ? 16 : -16) * sign));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be focused and moved; a focusable separator is ARIA's window splitter.
    <div
      className={`splitter splitter-${edge}`}
      role="separator"
      aria-label={label}
      aria-orientation={vertical ? "vertical" : "horizontal"}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { at: at(event), size };
      }}
      onPointerMove={(event) => {
        if (from.current) onResize(clamp(from.current.size + (at(event) - from.current.at) * sign));
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onPointerCancel={() => {
        from.current = null;
      }}
    />
  );
}
