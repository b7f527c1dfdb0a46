import type { Ledger } from "../engine/walk.ts";
import { formatNumber } from "../ui/format.ts";

/** What summing over the paths costs beside one backward pass, for this node and for all that is trained. */
export function Work({ ledger, name }: { ledger: Ledger; name: string }) {
  const { work } = ledger;
  const shared = work.pathProducts > work.reverseProducts;
  return (
    <section className="ledger-work" data-testid="ledger-work" aria-label="The work">
      <Bars title={`For ${name} alone`} paths={ledger.pathProducts} reverse={ledger.reverseProducts} />
      {work.nodes > 1 && (
        <Bars
          title={`For all ${work.nodes} ${work.parameters ? "parameters" : "inputs"}`}
          paths={work.pathProducts}
          reverse={work.reverseProducts}
        />
      )}
      <p>
        Counted are products of local derivatives.{" "}
        {shared
          ? "Paths share their way back to the loss: reverse mode multiplies a shared part once and uses it again, summing over paths multiplies it again for each of them."
          : "No part of a way is shared here, so both take the same. Let a value be used twice, and reverse mode needs fewer."}
      </p>
    </section>
  );
}

function Bars({ title, paths, reverse }: { title: string; paths: number; reverse: number }) {
  const most = Math.max(paths, reverse, 1);
  const bar = (label: string, count: number, kind: string) => (
    <div className={`ledger-bar ledger-bar-${kind}`}>
      <dt>{label}</dt>
      <dd>
        <span className="ledger-barTrack" aria-hidden="true">
          <span style={{ width: `${(100 * count) / most}%` }} />
        </span>
        <span className="numeric">{formatCount(count)}</span>
      </dd>
    </div>
  );
  return (
    <dl>
      <h4>{title}</h4>
      {bar("Sum over paths", paths, "paths")}
      {bar("Reverse mode", reverse, "reverse")}
    </dl>
  );
}

/** A number of things: whole up to a million. */
export function formatCount(count: number): string {
  return count < 1e7 ? String(count) : formatNumber(count);
}
