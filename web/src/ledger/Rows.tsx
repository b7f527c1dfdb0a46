import { Pin } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Ledger, LedgerFactor, LedgerRow } from "../engine/walk.ts";
import { Tex } from "../ui/Tex.tsx";
import { Amount } from "./Amount.tsx";
import { useCovers } from "./covers.ts";
import { useLight } from "./lighting.ts";

/** A formula of more characters says less than it takes room. */
const LONG = 26;

interface RowsProps {
  ledger: Ledger;
  /** The node whose paths these are, and what it is called. */
  target: string;
  name: string;
}

/** The paths as rows of a table: their factors below one another, their products added up at the foot. */
export function Rows({ ledger, target, name }: RowsProps) {
  const [pointed, point] = useState<number | null>(null);
  const [pinned, pin] = useState<number | null>(null);
  const [focused, focus] = useState(0);
  const covers = useCovers(target);
  useLight(ledger.rows, pointed, pinned);
  const columns = Math.max(...ledger.rows.map((row) => row.factors.length));

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const buttons = event.currentTarget.querySelectorAll<HTMLElement>("[data-path]");
    buttons[Math.max(0, Math.min(buttons.length - 1, focused + by))]?.focus();
  };
  return (
    <table className="ledger-table">
      <caption className="visuallyHidden">Paths from {name} to the loss</caption>
      <thead className="visuallyHidden">
        <tr>
          <th scope="col">Path</th>
          <th scope="col" colSpan={columns}>
            Local derivatives
          </th>
          <th scope="col">Product</th>
        </tr>
      </thead>
      <tbody onKeyDown={onKeyDown} onPointerLeave={() => point(null)}>
        {ledger.rows.map((row, i) => (
          <tr
            key={row.wires.join()}
            data-lit={(pointed ?? pinned) === i || undefined}
            data-testid="ledger-row"
            onPointerEnter={() => point(i)}
          >
            <th scope="row">
              <button
                type="button"
                className="ledger-route"
                data-path={i}
                tabIndex={i === Math.min(focused, ledger.rows.length - 1) ? 0 : -1}
                aria-pressed={pinned === i}
                aria-label={`Path ${i + 1}, ${spoken(row)}: keep it lit`}
                onClick={() => pin(pinned === i ? null : i)}
                onFocus={() => {
                  focus(i);
                  point(i);
                }}
                onBlur={() => point(null)}
              >
                <span className="ledger-index">{pinned === i ? <Pin size={12} /> : i + 1}</span>
                <Tex tex={row.route} />
              </button>
            </th>
            {row.factors.map((factor, place) => (
              <td key={factor.wires.join()} className="ledger-factor">
                {place > 0 && <span className="ledger-sign">·</span>}
                {row.omitted > 0 && place === row.factors.length / 2 && (
                  <span className="ledger-omitted" title={`${row.omitted} factors more`}>
                    ⋯ {row.omitted} more ⋯ <span className="ledger-sign">·</span>
                  </span>
                )}
                <Factor factor={factor} shown={covers.factor(factor)} />
              </td>
            ))}
            {row.factors.length < columns && <td colSpan={columns - row.factors.length} />}
            <td className="ledger-product" data-testid="ledger-product">
              <span className="ledger-sign">=</span>
              <Amount
                shape={ledger.shape}
                data={row.contribution}
                label={`what path ${i + 1} adds`}
                shown={covers.product(row)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One factor: the derivative as a fraction, below it its number, or for tensors its formula and the shape of its Jacobian. */
function Factor({ factor, shown }: { factor: LedgerFactor; shown: boolean }) {
  const { local, value, rows, columns } = factor;
  const short = local !== value && local.length <= LONG;
  return (
    <span className="ledger-cell">
      <Tex tex={factor.partial} />
      {!shown ? (
        <span className="ledger-blank" />
      ) : value !== null ? (
        <Tex tex={short ? `${local} = ${value}` : value} />
      ) : (
        <>
          <Tex tex={local} />
          <span className="ledger-shape">
            Jacobian {rows} × {columns}
          </span>
        </>
      )}
    </span>
  );
}

function spoken(row: LedgerRow): string {
  const values = row.factors.map((factor) => factor.value);
  return values.every((value) => value !== null)
    ? `${values.join(" times ")} is ${row.tex}`
    : `${values.length} factors`;
}
