import { ToggleGroup } from "radix-ui";
import { useState } from "react";
import { formatNumber } from "../../ui/format.ts";
import { MathName } from "../../ui/MathName.tsx";

interface Histogram {
  least: number | string;
  most: number | string;
  counts: number[];
  units: number;
  /** Units that are alike for every example: those that answer so, and those that no gradient tells apart. */
  silent: number;
}

/** How often each size of value occurs in a node, over the training examples; and each size of gradient. */
export interface NodeHistogram extends Histogram {
  node: string;
  label: string;
  gradient: Histogram | null;
}

const kinds = [
  { id: "values", label: "Values" },
  { id: "gradients", label: "Gradients" },
] as const;

type Kind = (typeof kinds)[number]["id"];

/** The values of every computed node over the training examples, or the gradients of each example's own loss. */
export function HistogramsView({ nodes }: { nodes: readonly NodeHistogram[] }) {
  const [kind, setKind] = useState<Kind>("values");
  return (
    <div className="histograms" data-kind={kind}>
      <ToggleGroup.Root
        type="single"
        className="segments"
        aria-label="What is counted"
        value={kind}
        onValueChange={(next) => {
          if (next) setKind(next as Kind);
        }}
      >
        {kinds.map(({ id, label }) => (
          <ToggleGroup.Item key={id} className="segment" value={id} data-testid={`histograms-${id}`}>
            {label}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
      <ul className="histograms-list" data-testid="histograms">
        {nodes.map((node) => {
          const histogram = kind === "values" ? node : node.gradient;
          return (
            histogram && (
              <li key={node.node}>
                <span className="histograms-name">
                  <MathName name={node.label} />
                  {kind === "values" && node.silent > 0 && (
                    <span className="histograms-silent">
                      {node.silent} of {node.units} {node.units === 1 ? "unit" : "units"} silent
                    </span>
                  )}
                </span>
                <Bars counts={histogram.counts} />
                <span className="histograms-ends numeric">
                  <span>{shown(histogram.least)}</span>
                  <span>{shown(histogram.most)}</span>
                </span>
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function Bars({ counts }: { counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  const width = 100 / counts.length;
  return (
    <svg viewBox="0 0 100 34" preserveAspectRatio="none" aria-hidden="true">
      {counts.map((count, i) => {
        // By the square root, so that a rare size is seen beside one that most examples share.
        const height = count === 0 ? 0 : Math.max(0.8, Math.sqrt(count / most) * 33);
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
