import { useEffect, useRef } from "react";
import { useTheme } from "./theme.ts";

interface HeatMapProps {
  shape: readonly number[];
  data: ArrayLike<number>;
  /** Which of the two directions it pictures: it decides the hue. */
  tone: "forward" | "backward";
  label: string;
  width: number;
  height: number;
}

/** Cells a side at most; a larger tensor is shown by the strongest entry of each block. */
const CELLS = 64;

/** A tensor as a picture: the hue of its direction above zero, grey below, paler towards zero. */
export function HeatMap({ shape, data, tone, label, width, height }: HeatMapProps) {
  const place = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const { rows, columns } = gridOf(shape);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, and the theme decides them.
  useEffect(() => {
    const canvas = place.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const style = getComputedStyle(canvas);
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const down = Math.min(rows, CELLS);
    const across = Math.min(columns, CELLS);
    const cells = reduce(data, rows, columns, down, across);
    const strongest = cells.reduce(
      (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
      0,
    );
    const positive = style.getPropertyValue(`--${tone}`);
    const negative = style.getPropertyValue("--ink-faint");
    const invalid = style.getPropertyValue("--problem");
    context.clearRect(0, 0, canvas.width, canvas.height);
    for (let r = 0; r < down; r++) {
      const top = Math.round((r * canvas.height) / down);
      const bottom = Math.round(((r + 1) * canvas.height) / down);
      for (let c = 0; c < across; c++) {
        const value = cells[r * across + c] ?? 0;
        const finite = Number.isFinite(value);
        context.globalAlpha = finite ? 0.06 + 0.94 * (strongest > 0 ? Math.abs(value) / strongest : 0) : 1;
        context.fillStyle = finite ? (value < 0 ? negative : positive) : invalid;
        const left = Math.round((c * canvas.width) / across);
        context.fillRect(left, top, Math.round(((c + 1) * canvas.width) / across) - left, bottom - top);
      }
    }
  }, [data, rows, columns, tone, width, height, theme]);

  return <canvas ref={place} className="heatMap" role="img" aria-label={label} style={{ width, height }} />;
}

/** How a tensor lies flat: the last axis across, all others down; a vector lies across. */
export function gridOf(shape: readonly number[]): { rows: number; columns: number } {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((size, extent) => size * extent, 1);
  return { rows, columns };
}

function reduce(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  down: number,
  across: number,
): number[] {
  if (rows === down && columns === across) return Array.from(data);
  const cells = new Array<number>(down * across).fill(0);
  for (let r = 0; r < rows; r++) {
    const y = Math.floor((r * down) / rows);
    for (let c = 0; c < columns; c++) {
      const cell = y * across + Math.floor((c * across) / columns);
      const value = data[r * columns + c] ?? 0;
      if (!(Math.abs(value) <= Math.abs(cells[cell] ?? 0))) cells[cell] = value;
    }
  }
  return cells;
}
