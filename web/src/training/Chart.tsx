import { type CSSProperties, useEffect, useRef, useState } from "react";
import type uPlot from "uplot";
import { formatNumber } from "../ui/format.ts";
import { loadPlot, type Plot } from "../ui/plot.ts";
import { useTheme } from "../ui/theme.ts";
import "./Chart.css";

export interface Series {
  /** Tells it from others of the same label. */
  key?: string;
  label: string;
  /** The name of a colour of the page. */
  color: string;
  /** Points alone, or a line; so that colour is not what tells them apart. */
  points?: boolean;
  /** Behind the others, paler: what they smooth. */
  faint?: boolean;
  /** Lengths of dashes and gaps; a whole line where there are none. */
  dash?: readonly number[];
  /** A thin line beside a thick one, so that colour is not what tells them apart. */
  thin?: boolean;
  values: readonly (number | null)[];
}

interface ChartProps {
  title: string;
  steps: readonly number[];
  series: readonly Series[];
  /** The end of the axis of steps, once it is known. */
  until?: number | undefined;
  /** The step that everything else on the page shows. */
  at?: number | undefined;
  /** How a value is read out. */
  format?: (value: number) => string;
  /** The bounds of the axis of values; from the data where they are left out. */
  range?: [number, number] | undefined;
}

/** A course over steps; what is under the pointer, or the last of it, is read out above. */
export function Chart({ title, steps, series, until, at: cursor, format = formatNumber, range }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [Plot, setPlot] = useState<Plot | null>(null);
  const [at, setAt] = useState<number | null>(null);
  const theme = useTheme();
  const shape = series.map(({ label, color, points, dash }) => `${label} ${color} ${points} ${dash}`).join();

  useEffect(() => {
    let shown = true;
    void loadPlot().then((loaded) => {
      if (shown) setPlot(() => loaded);
    });
    return () => {
      shown = false;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: built anew with the theme and the kinds of series; the numbers follow below.
  useEffect(() => {
    const frame = place.current;
    if (!Plot || !frame) return;
    const options = optionsFor(frame, series, { range, format, onPoint: setAt });
    const built = new Plot(options, [[], ...series.map(() => [])], frame);
    plot.current = built;
    const observer = new ResizeObserver(() =>
      built.setSize({ width: frame.clientWidth, height: frame.clientHeight }),
    );
    observer.observe(frame);
    return () => {
      observer.disconnect();
      built.destroy();
      plot.current = null;
    };
  }, [Plot, theme, shape]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart that was built anew wants its numbers again.
  useEffect(() => {
    const built = plot.current;
    if (!built) return;
    built.setData([[...steps], ...series.map(({ values }) => [...values])], false);
    const last = steps.at(-1) ?? 0;
    built.setScale("x", { min: 0, max: Math.max(until ?? 0, last, 1) });
    if (range) built.setScale("y", { min: range[0], max: range[1] });
  }, [steps, series, until, Plot, theme, shape]);

  const last = steps.at(-1) ?? 0;
  return (
    <figure className="chart">
      <figcaption>
        <span className="chart-title">{title}</span>
        {series.map((one) => (
          <Readout key={one.key ?? one.label} series={one} at={at} format={format} />
        ))}
        {at !== null && steps[at] !== undefined && (
          <span className="chart-step numeric">step {steps[at]}</span>
        )}
      </figcaption>
      <div
        ref={place}
        className="chart-plot"
        style={cursor === undefined ? undefined : ({ "--at": last > 0 ? cursor / last : 0 } as CSSProperties)}
        data-cursor={cursor !== undefined && cursor < last ? "" : undefined}
        role="img"
        aria-label={spoken(title, series, format)}
      />
    </figure>
  );
}

function Readout({
  series,
  at,
  format,
}: {
  series: Series;
  at: number | null;
  format(value: number): string;
}) {
  const value = at === null ? lastOf(series) : (series.values[at] ?? null);
  if (value === null && series.points && at === null) return null;
  return (
    <span className="chart-readout">
      <span
        className={`chart-key ${series.points ? "chart-key-points" : ""} ${series.thin ? "chart-key-thin" : ""} ${series.faint ? "chart-key-faint" : ""}`}
        style={{ "--key": `var(--${series.color})` } as React.CSSProperties}
        aria-hidden="true"
      />
      {series.label}
      <span className="numeric">{value === null ? "" : format(value)}</span>
    </span>
  );
}

function lastOf(series: Series): number | null {
  return series.values.findLast((value) => value !== null) ?? null;
}

function spoken(title: string, series: readonly Series[], format: (value: number) => string): string {
  const parts = series.flatMap((one) => {
    const last = lastOf(one);
    return last === null ? [] : `${one.label} ${format(last)}`;
  });
  return `${title} over the steps. ${parts.length > 0 ? `Last: ${parts.join(", ")}.` : "Nothing yet."}`;
}

interface Extras {
  range: [number, number] | undefined;
  format(value: number): string;
  onPoint(index: number | null): void;
}

function optionsFor(
  frame: HTMLElement,
  series: readonly Series[],
  { range, format, onPoint }: Extras,
): uPlot.Options {
  const style = getComputedStyle(frame);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: color("ink-faint"),
    font: `11px ${style.getPropertyValue("--font-ui")}`,
    grid: { stroke: color("line"), width: 1 },
    ticks: { show: false },
    gap: 6,
  };
  return {
    width: frame.clientWidth,
    height: frame.clientHeight,
    legend: { show: false },
    padding: [8, 22, 0, 0],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 7 },
    },
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
    scales: {
      x: { time: false, auto: false },
      y: range ? { auto: false, range } : { range: (_, min, max) => roomy(min, max) },
    },
    axes: [
      { ...axis, size: 24, space: 60, grid: { show: false } },
      { ...axis, size: 46, space: 30, values: (_, ticks) => ticks.map((tick) => format(tick)) },
    ],
    series: [
      {},
      ...series.map((one) => ({
        stroke: color(one.color),
        alpha: one.faint ? 0.32 : 1,
        width: one.points ? 0 : one.thin || one.faint ? 1 : 2,
        ...(one.dash?.length ? { dash: [...one.dash] } : {}),
        spanGaps: !one.points,
        points: one.points
          ? { show: true, size: 8, fill: color("surface"), width: 2, stroke: color(one.color) }
          : { show: false },
      })),
    ],
  };
}

/** Losses begin at zero unless that would flatten them. */
function roomy(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  const low = min >= 0 ? 0 : min;
  return max > low ? [low, low + (max - low) * 1.08] : [low, low + 1];
}
