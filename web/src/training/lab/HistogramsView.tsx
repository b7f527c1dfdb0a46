import { formatNumber } from "../../ui/format.ts";
import { MathName } from "../../ui/MathName.tsx";

/** How often each size of value occurs in a node, over the training examples. */
export interface NodeHistogram {
  node: string;
  label: string;
  least: number | string;
  most: number | string;
  counts: number[];
  units: number;
  /** Units that answer every example alike. */
  silent: number;
}

/** The values of every computed node over the training examples. */
export function HistogramsView({ nodes }: { nodes: readonly NodeHistogram[] }) {
  return (
    <ul className="histograms">
      {nodes.map((node) => (
        <li key={node.node}>
          <span className="histograms-name">
            <MathName name={node.label} />
            {node.silent > 0 && (
              <span className="histograms-silent">
                {node.silent} of {node.units} {node.units === 1 ? "unit" : "units"} silent
              </span>
            )}
          </span>
          <Bars counts={node.counts} />
          <span className="histograms-ends numeric">
            <span>{shown(node.least)}</span>
            <span>{shown(node.most)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Bars({ counts }: { counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  const width = 100 / counts.length;
  return (
    <svg viewBox="0 0 100 34" preserveAspectRatio="none" aria-hidden="true">
      {counts.map((count, i) => {
        const height = count === 0 ? 0 : Math.max(0.8, (count / most) * 33);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place.
            key={i}
            x={i * width + 0.3}
            y={34 - height}
            width={width - 0.6}
            height={height}
          />
        );
      })}
    </svg>
  );
}

function shown(value: number | string): string {
  return typeof value === "number" ? formatNumber(value, 3) : "";
}
