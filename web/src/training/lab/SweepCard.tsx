import { useEffect, useMemo, useRef } from "react";
import type { SweepAxis } from "../../engine/datasets.ts";
import { Button } from "../../ui/Button.tsx";
import { formatNumber } from "../../ui/format.ts";
import { useTheme } from "../../ui/theme.ts";
import { pictureAxes, useData } from "./data.ts";
import { boundsOf, paintCurve, paintField, paintPoints } from "./plane.ts";
import { share } from "./Standing.tsx";
import { continueWith, outcome, PLANE_CELLS, type SweptRun, useSweep } from "./sweep.ts";

interface SweepCardProps {
  run: SweptRun;
  index: number;
  axis: SweepAxis;
  /** Where the axis of losses ends. */
  top: number;
  best: boolean;
}

/** One run of a sweep: what it makes of the data, its losses, and how it ended. */
export function SweepCard({ run, index, axis, top, best }: SweepCardProps) {
  const { loss, accuracy, held } = outcome(run);
  const name = `${axis.label} ${formatNumber(run.value)}`;
  return (
    <li className="sweepCard" data-best={best || undefined} data-testid={`sweep-run-${index}`}>
      <h3 className="sweepCard-value">
        <span className="numeric">{formatNumber(run.value)}</span>
        {best && <span className="sweepCard-best">best</span>}
        {run.value === axis.now && !best && <span className="sweepCard-now">now</span>}
      </h3>
      <Boundary run={run} name={name} />
      <Losses run={run} top={top} name={name} />
      <p className="sweepCard-facts">
        {run.diverged ? (
          <span className="sweepCard-diverged">diverged</span>
        ) : (
          <>
            <span title={held ? "The loss over the examples held back" : "The loss over the examples"}>
              <span className="visuallyHidden">loss </span>
              <b className="numeric">{loss === null ? "" : formatNumber(loss, 3)}</b>
            </span>
            {accuracy !== null && (
              <span title={held ? "Right of those held back" : "Right of the examples"}>
                <span className="visuallyHidden">right </span>
                <b className="numeric">{share(accuracy)}</b>
              </span>
            )}
          </>
        )}
      </p>
      <Button
        data-testid={`sweep-continue-${index}`}
        disabled={run.course.step.length === 0}
        aria-label={`Continue with ${name}`}
        onClick={() => void continueWith(index)}
      >
        Continue
      </Button>
      <span
        className="sweepCard-progress"
        aria-hidden="true"
        style={{ width: `${run.done < 1 ? 100 * run.done : 0}%` }}
      />
    </li>
  );
}

/** What a run answers over the data, as a small picture; nothing where the data has none. */
function Boundary({ run, name }: { run: SweptRun; name: string }) {
  const place = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const data = useData();
  const { preview } = data;
  const cells = useSweep((sweep) => sweep.grid?.cells ?? PLANE_CELLS);
  const axes = useMemo(() => pictureAxes(data), [data]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, and the theme decides them.
  useEffect(() => {
    const canvas = place.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context || !preview || !axes) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    const style = getComputedStyle(canvas);
    const bounds = boundsOf(preview, axes);
    const label = 2 * axes.label;
    const range = [preview.ranges[label] ?? 0, preview.ranges[label + 1] ?? 1] as const;
    const curve = axes.a === axes.b;
    if (run.surface && run.surface.length > 0 && !curve)
      paintField(context, style, run.surface, cells, range);
    paintPoints(context, style, preview, axes, bounds, ratio, null, 1.3);
    if (run.surface && run.surface.length > 0 && curve)
      paintCurve(context, style, run.surface, bounds, ratio);
  }, [run.surface, preview, axes, cells, theme]);
  if (!axes) return null;
  return (
    <canvas
      ref={place}
      className="sweepCard-plane"
      role="img"
      aria-label={`What the network answers with ${name}.`}
    />
  );
}

const WIDTH = 100;
const HEIGHT = 40;

/** The losses of a run; every picture of a sweep has the same axes. */
function Losses({ run, top, name }: { run: SweptRun; top: number; name: string }) {
  const { step, trainLoss, heldLoss } = run.course;
  const until = useSweep((sweep) => sweep.steps);
  const line = (losses: readonly (number | null)[]) =>
    losses
      .flatMap((loss, i) =>
        loss === null || !Number.isFinite(loss)
          ? []
          : `${(((step[i] ?? 0) / until) * WIDTH).toFixed(2)},${(HEIGHT - Math.min(1.05, loss / top) * (HEIGHT - 3)).toFixed(2)}`,
      )
      .join(" ");
  return (
    <svg
      className="sweepCard-losses"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`The losses with ${name}.`}
    >
      <polyline className="sweepCard-held" points={line(heldLoss)} />
      <polyline className="sweepCard-train" points={line(trainLoss)} />
    </svg>
  );
}
