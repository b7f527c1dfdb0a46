import { useEffect, useRef } from "react";
import type { Ways } from "../engine/descent.ts";
import { formatNumber } from "../ui/format.ts";
import { MathName } from "../ui/MathName.tsx";
import { goTo } from "./state.ts";

/** So many numbers of theta are listed. */
const LISTED = 8;

/** Every theta of the way, one row each: scrubbed, or chosen. */
export function ThetaList({ ways, at }: { ways: Ways; at: number }) {
  const { full, names } = ways;
  const last = full.thetas.length - 1;
  const row = useRef<HTMLTableRowElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row that is looked at is kept in sight.
  useEffect(() => {
    row.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <section className="descent-list" aria-label="Steps">
      <div className="descent-scrub">
        <label htmlFor="descent-at">
          Step <b className="numeric">{at}</b> of {last}
        </label>
        <input
          id="descent-at"
          type="range"
          min={0}
          max={last}
          value={at}
          data-testid="descent-at"
          onChange={(event) => goTo(event.currentTarget.valueAsNumber)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="descent-rows" aria-label="Every theta" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">t</th>
              <th scope="col">loss</th>
              {names.slice(0, LISTED).map((name) => (
                <th key={name} scope="col">
                  <MathName name={name} />
                </th>
              ))}
              {names.length > LISTED && <th scope="col">and {names.length - LISTED} more</th>}
            </tr>
          </thead>
          <tbody className="numeric">
            {full.thetas.map((theta, t) => (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is a step.
                key={t}
                ref={t === at ? row : undefined}
                aria-current={t === at ? "step" : undefined}
                data-testid={`theta-${t}`}
                onClick={() => goTo(t)}
              >
                <th scope="row">{t}</th>
                <td>{formatNumber(full.losses[t] ?? Number.NaN)}</td>
                {theta.slice(0, LISTED).map((number, i) => (
                  <td key={names[i]}>{formatNumber(number)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
