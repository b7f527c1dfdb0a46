import { formatBrief, formatFull, formatNumber } from "./format.ts";
import { gridOf } from "./HeatMap.tsx";
import { useNumberFormat } from "./numberFormat.ts";
import "./SmallMatrix.css";

interface SmallMatrixProps {
  shape: readonly number[];
  data: ArrayLike<number>;
  tone: "forward" | "backward";
  label: string;
}

/** Characters that a cell has room for, by the number of columns. */
const room = [12, 12, 6, 4];

/** Whether a tensor is so small that its numbers can be written where its picture would be. */
export function isSmall(shape: readonly number[]): boolean {
  const { rows, columns } = gridOf(shape);
  return columns < room.length && rows <= 4;
}

/** A small tensor with its numbers, each cell tinted by its size. */
export function SmallMatrix({ shape, data, tone, label }: SmallMatrixProps) {
  useNumberFormat();
  const { columns } = gridOf(shape);
  const values = Array.from(data);
  const strongest = Math.max(
    ...values.map((value) => (Number.isFinite(value) ? Math.abs(value) : 0)),
    1e-300,
  );
  return (
    <div
      className={`smallMatrix smallMatrix-${tone} numeric`}
      role="img"
      aria-label={`${label}: ${values.map((value) => formatNumber(value)).join(", ")}`}
      data-columns={columns}
      style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
    >
      {values.map((value, i) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
          key={i}
          title={formatFull(value)}
          style={{ "--strength": `${Math.round((26 * Math.abs(value)) / strongest) || 0}%` }}
        >
          {formatBrief(value, room[columns] ?? 0)}
        </span>
      ))}
    </div>
  );
}
