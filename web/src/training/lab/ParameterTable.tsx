import { formatFull, formatNumber } from "../../ui/format.ts";
import { MathName } from "../../ui/MathName.tsx";
import { placeOf } from "./entries.ts";
import { useLab } from "./state.ts";

/** Rows that are shown at most. */
const ROWS = 400;

/** Every number that is learned: its value, its gradient in the last step, and what that step added. */
export function ParameterTable() {
  const { frame, parameters } = useLab();
  if (!frame?.gradients || !frame.updates) return null;
  const { gradients, updates } = frame;
  let from = 0;
  const rows = parameters.flatMap(({ name, shape }) => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const start = from;
    from += size;
    return Array.from({ length: size }, (_, i) => ({ name, place: placeOf(i, shape), at: start + i }));
  });
  return (
    <table className="parameterTable">
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">θ</th>
          <th scope="col">gradient</th>
          <th scope="col" title="What the last step added">
            update
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, ROWS).map(({ name, place, at }) => (
          <tr key={at}>
            <th scope="row">
              <MathName name={name} />
              {place && <span className="parameterTable-place numeric">{place}</span>}
            </th>
            <Cell value={frame.parameters[at]} className="parameterTable-theta" />
            <Cell value={gradients[at]} className="parameterTable-gradient" />
            <Cell value={updates[at]} />
          </tr>
        ))}
      </tbody>
      {rows.length > ROWS && (
        <tfoot>
          <tr>
            <td colSpan={4}>and {(rows.length - ROWS).toLocaleString("en")} more</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Cell({ value, className }: { value: number | undefined; className?: string }) {
  const there = value !== undefined && !Number.isNaN(value);
  return (
    <td className={`numeric ${className ?? ""}`} title={there ? formatFull(value) : undefined}>
      {there ? formatNumber(value) : ""}
    </td>
  );
}
