import type { LossCurve } from "../engine/descent.ts";
import { formatNumber } from "../ui/format.ts";
import { bounds, line, Plot } from "./Plot.tsx";

interface CurvePlotProps {
  curve: LossCurve;
  name: string;
}

/** The loss along one parameter, with its slope, how it bends, and where the next step leads. */
export function CurvePlot({ curve, name }: CurvePlotProps) {
  const { at, loss, slope, curvature, next, nextLoss, places, losses } = curve;
  const range: [number, number] = [places[0] ?? 0, places.at(-1) ?? 1];
  const spoken = `Loss over ${name}: ${formatNumber(loss)} at ${formatNumber(at)}, slope ${formatNumber(slope)}, curvature ${formatNumber(curvature)}; the next step leads to ${formatNumber(next)}.`;
  return (
    <figure className="descent-figure">
      <figcaption>
        <span className="descent-key descent-key-tangent">
          slope <b className="numeric">{formatNumber(slope)}</b>
        </span>
        <span className="descent-key descent-key-bend">
          curvature{" "}
          <b className="numeric" data-testid="curvature">
            {formatNumber(curvature)}
          </b>
        </span>
      </figcaption>
      <Plot label={spoken} x={range} y={bounds(losses)} xName={name} yName="loss" testId="descent-curve">
        {(scales) => {
          const { x, y, clip } = scales;
          const reaches = Math.abs(x(next) - x(at)) > 6;
          return (
            <g clipPath={clip}>
              <path className="descent-tangent" d={line(scales, places, curve.tangent)} />
              <path className="descent-curve" d={line(scales, places, losses)} />
              <path className="descent-bend" d={line(scales, places, curve.parabola)} />
              <path
                className="descent-step"
                markerEnd={reaches ? "url(#descent-arrow)" : undefined}
                d={`M${x(at)} ${y(loss)}H${x(next)}`}
              />
              <path className="descent-drop" d={`M${x(next)} ${y(loss)}V${y(nextLoss)}`} />
              <circle className="descent-next" cx={x(next)} cy={y(nextLoss)} r={4.5} />
              <circle className="descent-here" cx={x(at)} cy={y(loss)} r={5} />
            </g>
          );
        }}
      </Plot>
    </figure>
  );
}
