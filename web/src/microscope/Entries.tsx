import type { Tensor } from "../engine/snapshot.ts";
import { indicesOf } from "../ui/EntryPicker.tsx";
import { formatBrief, formatFull, formatNumber, formatShape } from "../ui/format.ts";
import { gridOf } from "../ui/HeatMap.tsx";
import { MathName } from "../ui/MathName.tsx";

interface EntriesProps {
  name: string;
  tensor: Tensor;
  /** The entry that is marked. */
  entry: number;
  tone: "forward" | "backward";
}

/** Larger tensors show the marked entry alone. */
const MOST = 60;
const WIDEST = 8;

/** A tensor's numbers, one of them marked. */
export function Entries({ name, tensor, entry, tone }: EntriesProps) {
  const { columns } = gridOf(tensor.shape);
  const value = tensor.data[entry] ?? Number.NaN;
  const small = tensor.data.length <= MOST && columns <= WIDEST;
  return (
    <figure className="entries">
      <figcaption>
        <MathName name={name} /> <span className="numeric">{formatShape(tensor.shape)}</span>
      </figcaption>
      {small ? (
        <div
          className={`entries-grid numeric entries-${tone}`}
          role="img"
          aria-label={`${name}: entry ${indicesOf(entry, tensor.shape).join(", ")} is ${formatNumber(value)}`}
          style={{ gridTemplateColumns: `repeat(${columns}, auto)` }}
        >
          {Array.from(tensor.data, (number, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
            <span key={i} data-on={i === entry || undefined} title={formatFull(number)}>
              {formatBrief(number, 6)}
            </span>
          ))}
        </div>
      ) : (
        <p className="numeric">
          [{indicesOf(entry, tensor.shape).join(", ")}] = {formatNumber(value)}
        </p>
      )}
    </figure>
  );
}
