import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useEffect, useState } from "react";
import { useDocument } from "../document/store.ts";
import type { GraphNode } from "../document/types.ts";
import type { TruthCheck } from "../engine/asked.ts";
import { spokenName } from "../engine/edit.ts";
import { checkGradient, useLive } from "../engine/live.ts";
import { sizeOf } from "../engine/snapshot.ts";
import { EntryPicker } from "../ui/EntryPicker.tsx";
import { formatFull, formatNumber } from "../ui/format.ts";
import "./TruthBadge.css";

interface TruthBadgeProps {
  node: GraphNode;
  shape: readonly number[];
  entry: number;
  onPick(entry: number): void;
}

/** A check runs the graph a dozen times: it waits until the hand rests, and in large graphs until it is asked for. */
const REST = 150;
const MANY_NODES = 200;
const MANY_NUMBERS = 1024;

const words: Record<TruthCheck["verdict"], string> = {
  agrees: "3 ways agree",
  kink: "A kink is near",
  differs: "The ways differ",
  non_finite: "Not finite",
};

/** Beside a gradient: whether the chain rule backward, a central difference and the chain rule forward agree on it. */
export function TruthBadge({ node, shape, entry, onPick }: TruthBadgeProps) {
  const [open, setOpen] = useState(false);
  const eager = useLive(({ graph }) => graph.nodes.length <= MANY_NODES) && sizeOf(shape) <= MANY_NUMBERS;
  const check = useCheck(node.id, entry, open || eager);
  const verdict = check?.verdict;
  const Icon = !verdict ? CircleDashed : verdict === "agrees" ? CircleCheck : CircleAlert;
  return (
    <div className="truth" data-verdict={verdict}>
      <button
        type="button"
        className="truth-badge"
        aria-expanded={open}
        data-testid="truth"
        onClick={() => setOpen(!open)}
      >
        <Icon size={14} aria-hidden="true" />
        {verdict ? words[verdict] : "Check it 3 ways"}
      </button>
      {open && <EntryPicker shape={shape} entry={entry} onPick={onPick} />}
      {open && check && <Ways check={check} />}
    </div>
  );
}

function useCheck(id: string, entry: number, wanted: boolean): TruthCheck | null {
  const snapshot = useLive();
  const [found, setFound] = useState<{ of: string; check: TruthCheck | null } | null>(null);
  const of = `${id} ${entry}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: checked anew with every evaluation.
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => setFound({ of, check: checkGradient(id, entry) }), REST);
    return () => clearTimeout(timer);
  }, [id, entry, of, wanted, snapshot]);
  return found?.of === of ? found.check : null;
}

function Ways({ check }: { check: TruthCheck }) {
  const rows: readonly [string, string, number][] = [
    ["Backward", "the chain rule from the loss back", check.analytic],
    ["Difference", `nudged by ±${formatNumber(check.nudge)}`, check.difference],
    ["Forward", "the chain rule from here on", check.forward],
  ];
  return (
    <div className="truth-ways" data-testid="truth-ways">
      <table>
        <tbody>
          {rows.map(([name, how, value]) => (
            <tr key={name}>
              <th scope="row">
                {name}
                <span>{how}</span>
              </th>
              <td className="numeric" title={formatFull(value)}>
                {formatNumber(value, 8)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Relative error</th>
            <td className="numeric">{formatNumber(check.error, 2)}</td>
          </tr>
        </tfoot>
      </table>
      <Verdict check={check} />
    </div>
  );
}

function Verdict({ check }: { check: TruthCheck }) {
  const graph = useDocument((state) => state.graph);
  const kinks = check.kinks.flatMap((id) => {
    const node = graph.nodes.find((other) => other.id === id);
    return node ? spokenName(node) : [];
  });
  const sentence = {
    agrees: "All three give the same derivative.",
    kink: `A kink of ${kinks.join(" and ")} lies within the nudge, so the difference answers for nothing; the other two follow the convention there.`,
    differs: "They give different derivatives, and no kink excuses it.",
    non_finite: "One of them is no finite number: look for a value outside its domain.",
  }[check.verdict];
  return <p className="inspector-note">{sentence}</p>;
}
