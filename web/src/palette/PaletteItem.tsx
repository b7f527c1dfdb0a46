import { type PointerEvent, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Position } from "../document/types.ts";
import type { Op } from "../engine/catalogue.ts";
import { OpSymbol } from "./OpSymbol.tsx";
import type { PaletteProps } from "./Palette.tsx";

const THRESHOLD = 4;

/** One op: dragged onto the canvas with mouse, pen or finger, or clicked to place it in the middle. */
export function PaletteItem({ op, onPlace }: { op: Op } & PaletteProps) {
  const start = useRef<Position | null>(null);
  const [ghost, setGhost] = useState<Position | null>(null);
  const dragged = useRef(false);

  const end = () => {
    start.current = null;
    setGhost(null);
  };

  useEffect(() => {
    if (!ghost) return;
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      start.current = null;
      setGhost(null);
    };
    addEventListener("keydown", cancel);
    return () => removeEventListener("keydown", cancel);
  }, [ghost]);

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    dragged.current = false;
    start.current = { x: event.clientX, y: event.clientY };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: PointerEvent) => {
    const from = start.current;
    if (!from) return;
    const here = { x: event.clientX, y: event.clientY };
    if (!dragged.current && Math.hypot(here.x - from.x, here.y - from.y) < THRESHOLD) return;
    dragged.current = true;
    setGhost(here);
  };

  const onPointerUp = () => {
    if (start.current && ghost) onPlace(op, ghost);
    end();
  };

  return (
    <>
      <button
        type="button"
        className="paletteItem"
        data-palette-op={op.id}
        title={op.summary}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={end}
        onClick={() => {
          if (!dragged.current) onPlace(op, null);
          dragged.current = false;
        }}
      >
        <OpSymbol op={op} />
        <span className="paletteItem-text">
          <span className="paletteItem-label">{op.label}</span>
          <span className="paletteItem-summary">{op.summary}</span>
        </span>
      </button>
      {ghost &&
        createPortal(
          <div className="paletteGhost" style={{ left: ghost.x, top: ghost.y }}>
            <OpSymbol op={op} />
            {op.label}
          </div>,
          document.body,
        )}
    </>
  );
}
