import { formatFull, formatNumber, formatShape } from "../ui/format.ts";
import { gridOf, HeatMap } from "../ui/HeatMap.tsx";
import { isSmall, SmallMatrix } from "../ui/SmallMatrix.tsx";

interface AmountProps {
  shape: readonly number[];
  /** Row-major; empty where there are too many to send. */
  data: readonly number[];
  label: string;
  shown: boolean;
}

/** What a path adds, or all of them together: a number, a small matrix, or a picture of a large one. */
export function Amount({ shape, data, label, shown }: AmountProps) {
  const [first] = data;
  if (!shown) return <span className="ledger-blank" role="img" aria-label={`${label}: not shown`} />;
  if (first === undefined) return <span className="numeric">{formatShape(shape)}</span>;
  if (shape.length === 0) {
    return (
      <span className="numeric ledger-number" title={formatFull(first)}>
        {formatNumber(first)}
      </span>
    );
  }
  if (isSmall(shape)) return <SmallMatrix shape={shape} data={data} tone="backward" label={label} />;
  const { rows, columns } = gridOf(shape);
  return (
    <span className="ledger-picture">
      <HeatMap
        shape={shape}
        data={data}
        tone="backward"
        label={`${label}, ${formatShape(shape)}`}
        width={96}
        height={Math.round(Math.min(48, Math.max(10, (96 * rows) / columns)))}
      />
      <span className="numeric">{formatShape(shape)}</span>
    </span>
  );
}
