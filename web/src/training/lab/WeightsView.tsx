import { useEffect, useRef } from "react";
import { MathName } from "../../ui/MathName.tsx";
import { useTheme } from "../../ui/theme.ts";
import { rgb } from "./marks.ts";
import { useLab } from "./state.ts";

/** The weights that meet the input, those of each unit as an image, the largest in full colour. */
export function WeightsView() {
  const layer = useLab((lab) => lab.firstLayer);
  const weights = useLab((lab) => lab.frame?.weights ?? null);
  if (!layer)
    return <p className="lab-summary">Weights are pictured where a matrix or a kernel meets the input.</p>;
  if (!weights) return null;
  const cells = layer.rows * layer.columns;
  return (
    <div className="units">
      <p className="lab-summary">
        <MathName name={layer.name} />, {layer.units} {layer.units === 1 ? "unit" : "units"}
        {layer.shown < layer.units && `, the first ${layer.shown} of them`}:{" "}
        {layer.plane ? "what each adds up over the plane" : "a pixel for each weight"}. Blue is above zero.
      </p>
      <ul className={`units-list ${layer.plane ? "" : "weights-list"}`} data-testid="weights">
        {Array.from({ length: layer.shown }, (_, unit) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place.
          <li key={unit}>
            <WeightPicture
              weights={weights.subarray(unit * cells, (unit + 1) * cells)}
              unit={unit}
              rows={layer.rows}
              columns={layer.columns}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface WeightPictureProps {
  weights: Float32Array;
  unit: number;
  rows: number;
  columns: number;
}

function WeightPicture({ weights, unit, rows, columns }: WeightPictureProps) {
  const place = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, and the theme decides them.
  useEffect(() => {
    const canvas = place.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const style = getComputedStyle(canvas);
    const positive = rgb(style, "forward");
    const negative = rgb(style, "ink-soft");
    const paper = rgb(style, "surface");
    const most = weights.reduce((size, weight) => Math.max(size, Math.abs(weight) || 0), 0);
    const image = new ImageData(columns, rows);
    weights.forEach((weight, cell) => {
      const share = most > 0 ? Math.min(1, Math.abs(weight) / most) : 0;
      const tone = weight < 0 ? negative : positive;
      for (let part = 0; part < 3; part++)
        image.data[4 * cell + part] = (paper[part] ?? 0) * (1 - share) + (tone[part] ?? 0) * share;
      image.data[4 * cell + 3] = 255;
    });
    context.putImageData(image, 0, 0);
  }, [weights, theme]);
  return (
    <canvas
      ref={place}
      width={columns}
      height={rows}
      style={{ aspectRatio: `${columns} / ${rows}` }}
      aria-label={`weights of unit ${unit}`}
      role="img"
    />
  );
}
