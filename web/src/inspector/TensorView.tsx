import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { sizeOf, type Tensor } from "../engine/snapshot.ts";
import { formatFull, formatNumber, formatShape } from "../ui/format.ts";
import { gridOf, HeatMap } from "../ui/HeatMap.tsx";
import { printLiteral } from "../ui/literal.ts";
import { isSmall } from "../ui/SmallMatrix.tsx";
import "./TensorView.css";

/** Rows and columns of a matrix that are written out; the picture above shows all. */
const ROWS = 40;
const COLUMNS = 16;

interface TensorViewProps {
  tensor: Tensor;
  tone: "forward" | "backward";
  label: string;
  /** The entry that is looked at, and how to look at another; where one is. */
  entry?: number;
  onPick?(entry: number): void;
}

/** A tensor in full: a number, or an indexed matrix with its picture. */
export function TensorView({ tensor, tone, label, entry, onPick }: TensorViewProps) {
  const [first] = tensor.data;
  if (tensor.shape.length === 0 && first !== undefined) {
    const full = formatFull(first);
    const short = formatNumber(first);
    return (
      <div className={`tensorView tone-${tone}`}>
        <span className="tensorView-number numeric" title={full}>
          {short}
        </span>
        {full !== short && <span className="tensorView-full numeric">{full}</span>}
        <CopyButton text={() => full} label={label} />
      </div>
    );
  }
  const { rows, columns } = gridOf(tensor.shape);
  const width = 232;
  return (
    <div className={`tensorView tone-${tone}`}>
      <span className="tensorView-shape numeric">{formatShape(tensor.shape)}</span>
      <CopyButton text={() => nested(tensor)} label={label} />
      {!isSmall(tensor.shape) && (
        <div className="tensorView-picture">
          <HeatMap
            {...tensor}
            tone={tone}
            label={`${label}, ${formatShape(tensor.shape)}`}
            width={width}
            height={Math.round(Math.min(160, Math.max(14, (width * rows) / columns)))}
          />
        </div>
      )}
      <Matrix tensor={tensor} rows={rows} columns={columns} label={label} entry={entry} onPick={onPick} />
    </div>
  );
}

interface MatrixProps {
  tensor: Tensor;
  rows: number;
  columns: number;
  label: string;
  entry: number | undefined;
  onPick: ((entry: number) => void) | undefined;
}

function Matrix({ tensor, rows, columns, label, entry, onPick }: MatrixProps) {
  const down = range(Math.min(rows, ROWS));
  const across = range(Math.min(columns, COLUMNS));
  const cut = rows > ROWS || columns > COLUMNS;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
      <section className="matrix" tabIndex={0} aria-label={label}>
        <table className="numeric">
          <thead>
            <tr>
              <td />
              {across.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {down.map((row) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {across.map((column) => {
                  const at = row * columns + column;
                  const value = tensor.data[at] ?? Number.NaN;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrows beside the check go through the entries by keyboard.
                    <td
                      key={column}
                      title={formatFull(value)}
                      data-picked={at === entry || undefined}
                      data-pickable={onPick ? "" : undefined}
                      onClick={() => onPick?.(at)}
                    >
                      {formatNumber(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {cut && (
        <p className="inspector-note">
          The first {down.length} × {across.length} of {rows} × {columns} are written out; copy takes all{" "}
          {sizeOf(tensor.shape)}.
        </p>
      )}
    </>
  );
}

function CopyButton({ text, label }: { text(): string; label: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="tensorView-copy"
      aria-label={copied ? "Copied" : `Copy the ${label}`}
      title="Copy at full precision"
      onClick={() => {
        void navigator.clipboard.writeText(text()).then(() => {
          setCopied(true);
          setTimeout(() => setCopied(false), 1200);
        });
      }}
    >
      {copied ? <Check size={14} /> : <Copy size={14} />}
    </button>
  );
}

/** The tensor as nested lists, as it can be typed. */
function nested({ shape, data }: Tensor): string {
  const build = (axis: number, offset: number): string => {
    const extent = shape[axis];
    if (extent === undefined) return printLiteral(data[offset] ?? Number.NaN);
    const step = sizeOf(shape.slice(axis + 1));
    return `[${range(extent)
      .map((i) => build(axis + 1, offset + i * step))
      .join(", ")}]`;
  };
  return build(0, 0);
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
