import type { Slice } from "../../engine/training.ts";
import { formatNumber } from "../../ui/format.ts";

const WIDTH = 240;
const HEIGHT = 104;
const MARGIN = 8;

/** The loss along one direction: where the run stands, and the tangent there. */
export function LossLine({ slice, parameter }: { slice: Slice; parameter: string | null }) {
  const { origin, reach, loss, slope, losses } = slice;
  const finite = losses.filter(Number.isFinite);
  const least = Math.min(loss, ...finite);
  const most = Math.max(loss, ...finite);
  const across = (way: number) => ((way / reach + 1) / 2) * WIDTH;
  const up = (value: number) =>
    HEIGHT - MARGIN - ((value - least) / (most - least || 1)) * (HEIGHT - 2 * MARGIN);
  const points = Array.from(losses, (value, i) =>
    Number.isFinite(value) ? `${across((2 * i * reach) / (losses.length - 1) - reach)},${up(value)}` : "",
  ).join(" ");
  const arm = reach / 3;
  return (
    <figure className="lossLine" data-testid="loss-line">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`The loss ${parameter ? `along ${parameter}` : "along a direction"}, from ${formatNumber(least)} to ${formatNumber(most)}; ${formatNumber(loss)} where the run stands, with slope ${formatNumber(slope)}.`}
      >
        <line className="lossLine-here" x1={WIDTH / 2} x2={WIDTH / 2} y1={0} y2={HEIGHT} />
        <polyline className="lossLine-curve" points={points} />
        <line
          className="lossLine-tangent"
          x1={across(-arm)}
          x2={across(arm)}
          y1={up(loss - slope * arm)}
          y2={up(loss + slope * arm)}
        />
        <circle className="lossLine-point" cx={WIDTH / 2} cy={up(loss)} r={4.5} />
      </svg>
      <p className="lossLine-ends numeric">
        <span>{formatNumber(origin - reach, 3)}</span>
        <span>{formatNumber(origin, 4)}</span>
        <span>{formatNumber(origin + reach, 3)}</span>
      </p>
      <figcaption>
        {parameter && <span>along {parameter}</span>}
        <span>
          loss <b className="numeric">{formatNumber(loss)}</b>
        </span>
        <span className="lossLine-slope">
          slope <b className="numeric">{formatNumber(slope)}</b>
        </span>
      </figcaption>
    </figure>
  );
}
