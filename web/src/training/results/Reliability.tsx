import type { RunResult } from "../../server/runs.ts";

const SIZE = 160;

/** Whether the model is as often right as it is sure: a bar on the diagonal is well calibrated. */
export function Reliability({ result }: { result: RunResult }) {
  const { calibration } = result;
  if (!calibration) return null;
  const most = Math.max(1, ...calibration.bins.map(({ count }) => count));
  const error = `${(calibration.error * 100).toFixed(2)}%`;
  return (
    <figure className="reliability" data-testid="calibration">
      <figcaption>
        Calibration{" "}
        <span title="The mean gap between how sure it is and how often it is right">error {error}</span>
      </figcaption>
      <svg
        viewBox={`-26 -4 ${SIZE + 32} ${SIZE + 30}`}
        role="img"
        aria-label={`How often it is right, by how sure it is. ${spoken(result)} Expected calibration error ${error}.`}
      >
        <rect className="reliability-frame" width={SIZE} height={SIZE} />
        <path className="reliability-line" d={`M0 ${SIZE}L${SIZE} 0`} />
        {calibration.bins.map(({ from, to, count, accuracy, confidence }) =>
          accuracy === null || confidence === null ? null : (
            <g key={from}>
              <title>
                {`Sure to ${Math.round(from * 100)}–${Math.round(to * 100)}%: ${count} images, right in ${(accuracy * 100).toFixed(1)}%`}
              </title>
              <rect
                className="reliability-bar"
                x={from * SIZE + 1}
                width={(to - from) * SIZE - 2}
                y={SIZE - accuracy * SIZE}
                height={accuracy * SIZE}
                style={{ fillOpacity: 0.25 + 0.75 * Math.sqrt(count / most) }}
              />
              <path
                className="reliability-mark"
                d={`M${from * SIZE + 1} ${SIZE - confidence * SIZE}h${(to - from) * SIZE - 2}`}
              />
            </g>
          ),
        )}
        <g className="reliability-words">
          <text x={0} y={SIZE + 12}>
            0
          </text>
          <text x={SIZE} y={SIZE + 12} textAnchor="end">
            100%
          </text>
          <text x={SIZE / 2} y={SIZE + 12} textAnchor="middle">
            how sure
          </text>
          <text x={-5} y={SIZE} textAnchor="end">
            0
          </text>
          <text x={-5} y={8} textAnchor="end">
            1
          </text>
          <text transform={`translate(-8 ${SIZE / 2}) rotate(-90)`} textAnchor="middle">
            how often right
          </text>
        </g>
      </svg>
    </figure>
  );
}

function spoken({ calibration }: RunResult): string {
  const parts = (calibration?.bins ?? []).flatMap(({ from, to, accuracy }) =>
    accuracy === null
      ? []
      : `${Math.round(from * 100)} to ${Math.round(to * 100)}% sure: right in ${Math.round(accuracy * 100)}%`,
  );
  return `${parts.join("; ")}.`;
}
