import { Check } from "lucide-react";
import { useId, useMemo, useState } from "react";
import type { GraphNode } from "../document/types.ts";
import { spokenName } from "../engine/edit.ts";
import { ledger as ledgerOf, useLive } from "../engine/live.ts";
import type { Ledger } from "../engine/walk.ts";
import { Button } from "../ui/Button.tsx";
import { Tex } from "../ui/Tex.tsx";
import { Amount } from "./Amount.tsx";
import { useCovers } from "./covers.ts";
import { Rows } from "./Rows.tsx";
import { type Choice, useTarget } from "./target.ts";
import { formatCount, Work } from "./Work.tsx";
import "./Ledger.css";

/** How many paths are listed at first, and when more are asked for. */
const LISTED = [50, 200, 1000] as const;

/** The chain rule as bookkeeping: every path from a node to the loss, its factors, the products and their sum. */
export function LedgerPanel() {
  const { choices, target, choose } = useTarget();
  const snapshot = useLive();
  const [more, setMore] = useState(0);
  const [work, showWork] = useState(false);
  const limit = LISTED[Math.min(more, LISTED.length - 1)] ?? LISTED[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for anew with every evaluation.
  const ledger = useMemo(() => (target ? ledgerOf(target.id, limit) : null), [snapshot, target?.id, limit]);
  if (snapshot.loss === null) {
    return <Nothing>Name a node “loss”, or let the graph end in a single number: paths lead to it.</Nothing>;
  }
  if (!snapshot.nodes.get(snapshot.loss)?.value) {
    return <Nothing>The loss has no value yet: give every input its numbers first.</Nothing>;
  }
  if (!target) return <Nothing>Nothing that can change leads to the loss yet.</Nothing>;
  const name = spokenName(target);
  return (
    <div className="ledger" data-testid="ledger">
      <header className="ledger-head">
        <Picker choices={choices} target={target} choose={choose} />
        {ledger && ledger.count > 0 && <Count ledger={ledger} />}
        <label className="ledger-switch">
          <input
            type="checkbox"
            checked={work}
            data-testid="count-work"
            onChange={(event) => showWork(event.currentTarget.checked)}
          />
          Count the work
        </label>
      </header>
      {ledger && ledger.rows.length > 0 ? (
        <>
          <div className="ledger-body">
            <div className="ledger-scroll">
              <Rows key={target.id} ledger={ledger} target={target.id} name={name} />
              {!ledger.complete && more < LISTED.length - 1 && (
                <Button className="ledger-more" data-testid="more-paths" onClick={() => setMore(more + 1)}>
                  List more paths
                </Button>
              )}
            </div>
            {work && <Work ledger={ledger} name={name} />}
          </div>
          <Foot ledger={ledger} target={target.id} name={name} />
        </>
      ) : (
        <p className="ledger-nothing">{ledger?.sentence ?? `${name} has no value yet.`}</p>
      )}
    </div>
  );
}

interface PickerProps {
  choices: readonly Choice[];
  target: GraphNode;
  choose(id: string): void;
}

function Picker({ choices, target, choose }: PickerProps) {
  const id = useId();
  const offered = choices.some((choice) => choice.nodes.some((node) => node.id === target.id));
  const option = (node: GraphNode) => (
    <option key={node.id} value={node.id}>
      {node.name ?? `${spokenName(node)} (${node.id})`}
    </option>
  );
  return (
    <>
      <label htmlFor={id}>Paths from</label>
      <select
        id={id}
        className="ledger-picker"
        data-testid="ledger-target"
        value={target.id}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {!offered && option(target)}
        {choices.map(({ label, nodes }) => (
          <optgroup key={label} label={label}>
            {nodes.map(option)}
          </optgroup>
        ))}
      </select>
      <span>to the loss</span>
    </>
  );
}

function Count({ ledger }: { ledger: Ledger }) {
  const count = `${ledger.saturated ? "more than " : ""}${formatCount(ledger.count)}`;
  return (
    <span className="ledger-count" data-testid="ledger-count">
      {ledger.count === 1 ? "one path" : `${count} paths`}
      {!ledger.complete && `, the ${ledger.rows.length} ${ledger.exact ? "largest" : "largest found"} listed`}
    </span>
  );
}

/** The sum, held against the gradient of reverse mode; the engine says whether they are equal. */
function Foot({ ledger, target, name }: { ledger: Ledger; target: string; name: string }) {
  const { gradient } = useCovers(target);
  if (!ledger.sum) return null;
  return (
    <div className="ledger-foot" data-testid="ledger-foot" data-equal={ledger.equal}>
      <Tex tex={`${ledger.symbol} ${ledger.complete ? "=" : "\\approx"}`} />
      {gradient && ledger.equation !== "" ? (
        <Tex tex={ledger.equation} />
      ) : (
        <Amount
          shape={ledger.shape}
          data={ledger.sum}
          label={`sum of the paths from ${name}`}
          shown={gradient}
        />
      )}
      {gradient && (
        <span className="ledger-verdict">
          {ledger.equal && <Check size={15} aria-hidden="true" />}
          {ledger.sentence}
        </span>
      )}
    </div>
  );
}

function Nothing({ children }: { children: string | string[] }) {
  return <p className="ledger-nothing">{children}</p>;
}
