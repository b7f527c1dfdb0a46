import { useEffect, useMemo, useRef } from "react";
import type { DataPreview } from "../../engine/datasets.ts";
import { formatNumber } from "../../ui/format.ts";
import { useTheme } from "../../ui/theme.ts";
import { watch } from "./lab.ts";
import { PlaneColumns } from "./PlaneColumns.tsx";
import { usePager } from "./pager.ts";
import { axesOf, boundsOf, gridOf, paintCurve, paintField, paintPoints } from "./plane.ts";
import { usePointEditing } from "./pointEditing.ts";
import { useLab } from "./state.ts";
import "./Plane.css";

const PLANE_CELLS = 40;
const CURVE_CELLS = 160;

/** The data and what the run makes of it: a decision boundary over the plane, or a fitted curve. */
export function PlanePlot({ preview, axis }: { preview: DataPreview; axis: readonly [number, number] }) {
  const place = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const frame = useLab((lab) => lab.frame);
  const lit = usePager((pager) => pager.row);
  const axes = useMemo(() => axesOf(preview, axis), [preview, axis]);
  const bounds = useMemo(() => (axes ? boundsOf(preview, axes) : null), [preview, axes]);
  const curve = axes !== null && axes.a === axes.b;
  const pointer = usePointEditing(place, preview, axes, bounds);

  useEffect(() => {
    if (axes && bounds) watch({ surface: gridOf(axes, bounds, curve ? CURVE_CELLS : PLANE_CELLS) });
    return () => watch({ surface: undefined });
  }, [axes, bounds, curve]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, and the theme decides them.
  useEffect(() => {
    const canvas = place.current;
    if (!canvas || !axes || !bounds) return;
    const draw = () => {
      const context = canvas.getContext("2d");
      if (!context) return;
      const ratio = window.devicePixelRatio || 1;
      canvas.width = Math.max(1, Math.round(canvas.clientWidth * ratio));
      canvas.height = Math.max(1, Math.round(canvas.clientHeight * ratio));
      const style = getComputedStyle(canvas);
      context.clearRect(0, 0, canvas.width, canvas.height);
      const surface = frame?.surface;
      const fits = frame?.grid && frame.grid.a === axes.a && frame.grid.b === axes.b;
      if (surface && fits && surface.length > 0) {
        const range = [preview.ranges[2 * axes.label] ?? 0, preview.ranges[2 * axes.label + 1] ?? 1] as const;
        if (curve) paintCurve(context, style, surface, bounds, ratio);
        else paintField(context, style, surface, frame.grid?.cells ?? PLANE_CELLS, range);
      }
      paintPoints(context, style, preview, axes, bounds, ratio, lit, preview.train.length > 600 ? 2.4 : 3.6);
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [frame, preview, axes, bounds, curve, lit, theme]);

  if (!axes || !bounds) return null;
  const across = preview.variables[axes.across]?.name ?? "";
  const up = preview.variables[axes.up]?.name ?? "";
  const wide = preview.variables.filter(({ label }) => !label).length > 2;
  return (
    <figure className={`planePlot ${curve ? "planePlot-curve" : ""}`}>
      <div className="planePlot-frame">
        <span className="planePlot-up">
          {!wide && <i>{up}</i>}
          <span className="numeric">{formatNumber(bounds.high, 2)}</span>
          <span className="numeric">{formatNumber(bounds.low, 2)}</span>
        </span>
        <canvas
          ref={place}
          data-testid="plane"
          role="img"
          aria-label={`${preview.train.length} examples to train on and ${preview.test.length + preview.validation.length} held back, over ${across} and ${up}${frame ? ", with what the network answers" : ""}.`}
          {...pointer}
        />
      </div>
      <span className="planePlot-across">
        <span className="numeric">{formatNumber(bounds.left, 2)}</span>
        {!wide && <i>{across}</i>}
        <span className="numeric">{formatNumber(bounds.right, 2)}</span>
      </span>
      {wide && <PlaneColumns preview={preview} axes={axes} />}
    </figure>
  );
}
