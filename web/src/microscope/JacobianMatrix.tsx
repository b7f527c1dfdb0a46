import { type KeyboardEvent, type MouseEvent, useRef } from "react";
import { indicesOf } from "../ui/EntryPicker.tsx";
import { formatBrief, formatFull, formatNumber } from "../ui/format.ts";
import { HeatMap } from "../ui/HeatMap.tsx";

export interface Cell {
  readonly row: number;
  readonly column: number;
}

interface JacobianMatrixProps {
  rows: number;
  columns: number;
  values: readonly number[];
  outputShape: readonly number[];
  inputShape: readonly number[];
  cell: Cell;
  label: string;
  onCell(cell: Cell): void;
  /** Whether the matrix is pointed at, by mouse or keyboard. */
  onLight(lit: boolean): void;
}

/** So many cells are written out; of a larger matrix those around the chosen one, and all of it as a picture. */
const WINDOW = { rows: 12, columns: 10 };

/** A cell's number has room for so many characters. */
const ROOM = 7;

/** The matrix: every cell a derivative, with the indices of the two entries that it joins. */
export function JacobianMatrix(props: JacobianMatrixProps) {
  const { rows, columns, values, outputShape, inputShape, cell, label, onCell, onLight } = props;
  const table = useRef<HTMLTableElement>(null);
  const top = Math.floor(cell.row / WINDOW.rows) * WINDOW.rows;
  const left = Math.floor(cell.column / WINDOW.columns) * WINDOW.columns;
  const down = range(top, Math.min(rows, top + WINDOW.rows));
  const across = range(left, Math.min(columns, left + WINDOW.columns));
  const whole = down.length === rows && across.length === columns;
  const strongest = values.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    1e-300,
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const row = clamp(cell.row + step.row, rows);
    const column = clamp(cell.column + step.column, columns);
    onCell({ row, column });
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus(),
    );
  };

  return (
    <div className="jacobian">
      {!whole && <Overview {...props} />}
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked with the arrow keys is ARIA's grid.
        role="grid"
        aria-label={label}
        aria-rowcount={rows}
        aria-colcount={columns}
        className="jacobian-table numeric"
        onKeyDown={onKeyDown}
        onPointerLeave={() => onLight(false)}
        onBlur={() => onLight(false)}
      >
        <thead>
          <tr>
            <td />
            {across.map((column) => (
              <th key={column} scope="col" data-on={column === cell.column || undefined}>
                {index(column, inputShape)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {down.map((row) => (
            <tr key={row}>
              <th scope="row" data-on={row === cell.row || undefined}>
                {index(row, outputShape)}
              </th>
              {across.map((column) => {
                const value = values[row * columns + column] ?? Number.NaN;
                const on = row === cell.row && column === cell.column;
                const look = () => {
                  onCell({ row, column });
                  onLight(true);
                };
                return (
                  <td
                    key={column}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see above.
                    role="gridcell"
                    tabIndex={on ? 0 : -1}
                    data-cell={`${row} ${column}`}
                    data-on={on || undefined}
                    data-negative={value < 0 || undefined}
                    aria-label={`d out ${index(row, outputShape)} by d in ${index(column, inputShape)}: ${formatNumber(value)}`}
                    title={formatFull(value)}
                    style={{ "--strength": `${Math.round((46 * Math.abs(value)) / strongest) || 0}%` }}
                    onPointerEnter={look}
                    onFocus={look}
                  >
                    {formatBrief(value, ROOM)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The whole of a large matrix as a picture; pressed, it brings the cells there into view. */
function Overview({ rows, columns, values, cell, label, onCell }: JacobianMatrixProps) {
  const width = Math.min(220, Math.max(60, columns * 6));
  const height = Math.min(180, Math.max(24, rows * 6));
  const go = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onCell({
      row: clamp(Math.floor(((event.clientY - box.top) / box.height) * rows), rows),
      column: clamp(Math.floor(((event.clientX - box.left) / box.width) * columns), columns),
    });
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys in the table reach every cell.
    // biome-ignore lint/a11y/noStaticElementInteractions: the same.
    <div className="jacobian-overview" style={{ width, height }} onClick={go}>
      <HeatMap
        shape={[rows, columns]}
        data={values}
        tone="backward"
        label={`${label}, whole`}
        width={width}
        height={height}
      />
      <span
        className="jacobian-here"
        style={{
          top: `${(100 * cell.row) / rows}%`,
          left: `${(100 * cell.column) / columns}%`,
        }}
      />
    </div>
  );
}

const steps: Record<string, { row: number; column: number } | undefined> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  PageUp: { row: -WINDOW.rows, column: 0 },
  PageDown: { row: WINDOW.rows, column: 0 },
  Home: { row: 0, column: Number.NEGATIVE_INFINITY },
  End: { row: 0, column: Number.POSITIVE_INFINITY },
};

function clamp(at: number, size: number): number {
  return Math.min(size - 1, Math.max(0, at));
}

function index(entry: number, shape: readonly number[]): string {
  return shape.length === 0 ? "·" : `[${indicesOf(entry, shape).join(", ")}]`;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
