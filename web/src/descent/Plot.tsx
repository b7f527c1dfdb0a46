import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { formatNumber } from "../ui/format.ts";
import "./Plot.css";

/** Places of the plane in pixels. */
export interface Scales {
  x(value: number): number;
  y(value: number): number;
  /** For what must not leave the frame. */
  clip: string;
}

interface PlotProps {
  label: string;
  x: readonly [number, number];
  y: readonly [number, number];
  xName: string;
  yName?: string;
  testId?: string;
  children(scales: Scales): ReactNode;
}

const LEFT = 46;
const BOTTOM = 34;
const TOP = 8;
const RIGHT = 10;

/** A frame with two axes, as large as its place. */
export function Plot({ label, x, y, xName, yName, testId, children }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const clip = useId();
  useEffect(() => {
    const frame = place.current;
    if (!frame) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: frame.clientWidth, height: frame.clientHeight }),
    );
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);
  const { width, height } = size;
  const across = Math.max(1, width - LEFT - RIGHT);
  const down = Math.max(1, height - TOP - BOTTOM);
  const scales: Scales = {
    x: (value) => LEFT + (across * (value - x[0])) / (x[1] - x[0] || 1),
    y: (value) => TOP + down - (down * (value - y[0])) / (y[1] - y[0] || 1),
    clip: `url(#${clip})`,
  };
  return (
    <div ref={place} className="descentPlot" data-testid={testId}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          <defs>
            <clipPath id={clip}>
              <rect x={LEFT} y={TOP} width={across} height={down} />
            </clipPath>
          </defs>
          <rect className="descentPlot-frame" x={LEFT} y={TOP} width={across} height={down} />
          {ticks(x, across / 62).map((tick) => (
            <text
              key={tick}
              className="descentPlot-tick"
              x={scales.x(tick)}
              y={TOP + down + 14}
              textAnchor="middle"
            >
              {formatNumber(tick, 6)}
            </text>
          ))}
          {ticks(y, down / 34).map((tick) => (
            <text
              key={tick}
              className="descentPlot-tick"
              x={LEFT - 6}
              y={scales.y(tick) + 4}
              textAnchor="end"
            >
              {formatNumber(tick, 6)}
            </text>
          ))}
          <text className="descentPlot-name" x={LEFT + across} y={height - 4} textAnchor="end">
            {xName}
          </text>
          {yName && (
            <text className="descentPlot-name" x={LEFT + 6} y={TOP + 14}>
              {yName}
            </text>
          )}
          {children(scales)}
        </svg>
      )}
    </div>
  );
}

/** Round numbers within bounds, about so many. */
export function ticks([low, high]: readonly [number, number], count: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const rough = span / Math.max(1, Math.floor(count));
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const found: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) found.push(Number((i * step).toPrecision(12)));
  return found;
}

/** A line through places, which stops where one is no number. */
export function line(
  { x, y }: Scales,
  places: readonly (number | undefined)[],
  values: readonly (number | undefined)[],
): string {
  let path = "";
  let pen = false;
  places.forEach((place, i) => {
    const value = values[i];
    if (place === undefined || value === undefined || !Number.isFinite(value) || !Number.isFinite(place)) {
      pen = false;
      return;
    }
    path += `${pen ? "L" : "M"}${x(place).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = true;
  });
  return path;
}

/** The bounds of numbers with some room; around one number where they are all the same. */
export function bounds(values: readonly number[], room = 0.08): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const margin = high > low ? (high - low) * room : Math.max(0.5, Math.abs(low) * 0.1);
  return [low - margin, high + margin];
}
