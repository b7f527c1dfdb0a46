import type { CSSProperties } from "react";
import { formatNumber } from "../../ui/format.ts";
import { MathName } from "../../ui/MathName.tsx";
import { useLab } from "./state.ts";

const columns = [
  { label: "‖θ‖", tone: "parameter" },
  { label: "‖gradient‖", tone: "backward" },
  { label: "‖update‖", tone: "ink-soft" },
] as const;

/** How large each parameter, its gradient and its last update are. */
export function NormsView() {
  const { frame, parameters } = useLab();
  const norms = frame?.norms;
  if (!norms) return null;
  const most = columns.map((_, kind) =>
    parameters.reduce((largest, _one, i) => Math.max(largest, finite(norms[3 * i + kind])), 0),
  );
  return (
    <table className="norms">
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          {columns.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name }, i) => (
          <tr key={name}>
            <th scope="row">
              <MathName name={name} />
            </th>
            {columns.map(({ label, tone }, kind) => {
              const value = norms[3 * i + kind] ?? Number.NaN;
              const share = finite(value) / (most[kind] || 1);
              return (
                <td key={label}>
                  <span
                    className="norms-bar"
                    style={{ "--share": share, "--tone": `var(--${tone})` } as CSSProperties}
                  />
                  <span className="numeric">{Number.isNaN(value) ? "" : formatNumber(value, 3)}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
