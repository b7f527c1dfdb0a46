import { type KeyboardEvent, useRef, useState } from "react";
import type { RunResult } from "../../server/runs.ts";

export interface Cell {
  label: number;
  predicted: number;
}

interface ConfusionGridProps {
  result: RunResult;
  /** The cell whose images are shown. */
  chosen: Cell | null;
  onChoose(cell: Cell): void;
}

/** How often each class was taken for each; a cell opens its images. The arrow keys walk from cell to cell. */
export function ConfusionGrid({ result, chosen, onChoose }: ConfusionGridProps) {
  const { confusion, classNames } = result;
  const [at, setAt] = useState<Cell>({ label: 0, predicted: 0 });
  const table = useRef<HTMLTableElement>(null);
  if (!confusion) return null;
  const last = classNames.length - 1;
  const mistakes = Math.max(
    1,
    ...confusion.flatMap((row, label) => row.filter((_, predicted) => label !== predicted)),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const next = {
      label: Math.min(last, Math.max(0, at.label + move.down)),
      predicted: Math.min(last, Math.max(0, at.predicted + move.across)),
    };
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.label}-${next.predicted}"]`)?.focus();
  };

  return (
    <table className="confusion" ref={table} data-testid="confusion" onKeyDown={onKeyDown}>
      <caption>
        Confusion <span>rows are the digit, columns what it was read as</span>
      </caption>
      <thead>
        <tr>
          <td />
          {classNames.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {confusion.map((row, label) => (
          <tr key={classNames[label]}>
            <th scope="row">{classNames[label]}</th>
            {row.map((count, predicted) => (
              <td key={classNames[predicted]}>
                <button
                  type="button"
                  className={`confusion-cell ${label === predicted ? "confusion-right" : ""}`}
                  data-cell={`${label}-${predicted}`}
                  data-testid={`confusion-${classNames[label]}-${classNames[predicted]}`}
                  data-empty={count === 0 || undefined}
                  aria-pressed={chosen?.label === label && chosen.predicted === predicted}
                  aria-label={`${classNames[label]} read as ${classNames[predicted]}: ${count}`}
                  tabIndex={at.label === label && at.predicted === predicted ? 0 : -1}
                  style={
                    {
                      "--share":
                        label === predicted
                          ? (result.classes[label]?.recall ?? 0)
                          : Math.sqrt(count / mistakes),
                    } as React.CSSProperties
                  }
                  onFocus={() => setAt({ label, predicted })}
                  onClick={() => count > 0 && onChoose({ label, predicted })}
                >
                  {count || "·"}
                </button>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const moves: Readonly<Record<string, { down: number; across: number }>> = {
  ArrowUp: { down: -1, across: 0 },
  ArrowDown: { down: 1, across: 0 },
  ArrowLeft: { down: 0, across: -1 },
  ArrowRight: { down: 0, across: 1 },
};
