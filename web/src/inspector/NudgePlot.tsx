import { useEffect, useRef, useState } from "react";
import type uPlot from "uplot";
import type { Nudge } from "../engine/asked.ts";
import { formatNumber } from "../ui/format.ts";
import { loadPlot, type Plot } from "../ui/plot.ts";
import { useTheme } from "../ui/theme.ts";

interface NudgePlotProps {
  nudge: Nudge;
  /** What is changed, and what is watched. */
  by: string;
  of: string;
}

/** The watched number over the changed one, its tangent, and the step on both. */
export function NudgePlot({ nudge, by, of }: NudgePlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const step = useRef(nudge);
  const [Plot, setPlot] = useState<Plot | null>(null);
  const theme = useTheme();

  useEffect(() => {
    let shown = true;
    void loadPlot().then((loaded) => {
      if (shown) setPlot(() => loaded);
    });
    return () => {
      shown = false;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: built anew with the theme, whose colours it paints with.
  useEffect(() => {
    const frame = place.current;
    if (!Plot || !frame) return;
    const built = new Plot(optionsFor(frame, step), [[], [], []], frame);
    plot.current = built;
    const observer = new ResizeObserver(() => built.setSize({ width: frame.clientWidth, height: HEIGHT }));
    observer.observe(frame);
    return () => {
      observer.disconnect();
      built.destroy();
      plot.current = null;
    };
  }, [Plot, theme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot that was built anew wants its numbers again.
  useEffect(() => {
    step.current = nudge;
    plot.current?.setData([[...nudge.places], [...nudge.values], [...nudge.tangent]]);
  }, [nudge, Plot, theme]);

  const spoken = `${of} over ${by}: from ${formatNumber(nudge.before)} to ${formatNumber(nudge.after)} when ${by} grows from ${formatNumber(nudge.value)} by ${formatNumber(nudge.delta)}; the tangent says ${formatNumber(nudge.before + nudge.predicted)}.`;
  return (
    <figure className="nudgePlot">
      <figcaption>
        <span className="nudgePlot-curve">{of}</span> <span className="nudgePlot-tangent">tangent</span>
      </figcaption>
      <div ref={place} className="nudgePlot-frame" role="img" aria-label={spoken} data-testid="nudge-plot" />
    </figure>
  );
}

const HEIGHT = 150;

function optionsFor(frame: HTMLElement, step: { current: Nudge }): uPlot.Options {
  const style = getComputedStyle(frame);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: color("ink-faint"),
    font: `11px ${style.getPropertyValue("--font-ui")}`,
    grid: { stroke: color("line"), width: 1 },
    ticks: { show: false },
    gap: 5,
    values: (_: uPlot, ticks: number[]) => ticks.map((tick) => formatNumber(tick, 3)),
  };
  return {
    width: frame.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    padding: [8, 10, 0, 0],
    cursor: { show: false },
    scales: { x: { time: false }, y: { range: (plot) => rangeOf(plot) } },
    axes: [
      { ...axis, size: 22, space: 44, grid: { show: false } },
      { ...axis, size: 44, space: 28 },
    ],
    series: [
      {},
      { stroke: color("forward"), width: 2, points: { show: false } },
      { stroke: color("backward"), width: 1.5, dash: [6, 4], points: { show: false } },
    ],
    hooks: { draw: [(plot) => drawStep(plot, step.current, color)] },
  };
}

/** The curve decides how high the plot is; a steep tangent may leave it. */
function rangeOf(plot: uPlot): [number, number] {
  const values = Array.from(plot.data[1] ?? [], Number).filter(Number.isFinite);
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!(high > low)) return [(values[0] ?? 0) - 0.5, (values[0] ?? 0) + 0.5];
  const room = (high - low) * 0.12;
  return [low - room, high + room];
}

/** The point before, the point after, and where the tangent says that it would be. */
function drawStep(plot: uPlot, nudge: Nudge, color: (name: string) => string): void {
  const { ctx } = plot;
  const x = (value: number) => plot.valToPos(value, "x", true);
  const y = (value: number) => plot.valToPos(value, "y", true);
  const ratio = window.devicePixelRatio || 1;
  const dot = (at: number, value: number, name: string, filled: boolean) => {
    ctx.beginPath();
    ctx.arc(x(at), y(value), 4 * ratio, 0, 2 * Math.PI);
    ctx.fillStyle = filled ? color(name) : color("surface");
    ctx.strokeStyle = color(name);
    ctx.lineWidth = 2 * ratio;
    ctx.fill();
    ctx.stroke();
  };
  const { left, top, width, height } = plot.bbox;
  ctx.save();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.strokeStyle = color("line-strong");
  ctx.lineWidth = ratio;
  for (const at of [nudge.value, nudge.value + nudge.delta]) {
    ctx.beginPath();
    ctx.moveTo(x(at), top);
    ctx.lineTo(x(at), top + height);
    ctx.stroke();
  }
  dot(nudge.value + nudge.delta, nudge.before + nudge.predicted, "backward", false);
  dot(nudge.value + nudge.delta, nudge.after, "forward", true);
  dot(nudge.value, nudge.before, "ink", true);
  ctx.restore();
}
