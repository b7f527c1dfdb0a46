import { ArrowDown, ArrowUp, Check, Minus } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useDocument } from "../document/store.ts";
import { type GraphNode, nodeLabel } from "../document/types.ts";
import type { Judgement, Nudge } from "../engine/asked.ts";
import { spokenName } from "../engine/edit.ts";
import { judgeNudge, nudge, useLive } from "../engine/live.ts";
import type { Snapshot } from "../engine/snapshot.ts";
import { announce } from "../ui/announce.tsx";
import { Button } from "../ui/Button.tsx";
import { EntryPicker, indicesOf } from "../ui/EntryPicker.tsx";
import { formatNumber } from "../ui/format.ts";
import { MathName } from "../ui/MathName.tsx";
import { NumberScrubber } from "../ui/NumberScrubber.tsx";
import { NudgePlot } from "./NudgePlot.tsx";
import "./WhatIf.css";

/** "A little": what a step is at first. */
const LITTLE = 0.1;

interface Answer {
  word: string;
  label: string;
  icon: ReactNode;
}

const fall: Answer = { word: "fall", label: "Falls", icon: <ArrowDown size={14} aria-hidden="true" /> };
const rise: Answer = { word: "rise", label: "Rises", icon: <ArrowUp size={14} aria-hidden="true" /> };
const same: Answer = { word: "same", label: "No change", icon: <Minus size={14} aria-hidden="true" /> };

/** A question to commit to before it is answered: this number grows a little; what becomes of the loss? */
export function WhatIf({ node, shape }: { node: GraphNode; shape: readonly number[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="whatIf"
      open={open}
      data-testid="what-if"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>What if it grows a little?</summary>
      {open && <Ask node={node} shape={shape} />}
    </details>
  );
}

/** The named nodes of one number that are computed from this one; the loss first. */
function observable({ graph, nodes, loss, order }: Snapshot, from: string): GraphNode[] {
  const after = new Set([from]);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const id of order) {
    if (graph.wires.some((wire) => wire.to === id && after.has(wire.from))) after.add(id);
  }
  after.delete(from);
  const found = order
    .toReversed()
    .filter((id) => after.has(id) && nodes.get(id)?.value?.shape.length === 0)
    .flatMap((id) => byId.get(id) ?? [])
    .filter((node) => node.name !== undefined || node.id === loss);
  return found.sort((a, b) => Number(b.id === loss) - Number(a.id === loss));
}

function Ask({ node, shape }: { node: GraphNode; shape: readonly number[] }) {
  const snapshot = useLive();
  const nodes = observable(snapshot, node.id);
  const [chosen, choose] = useState<string | null>(null);
  const [entry, setEntry] = useState(0);
  const [delta, setDelta] = useState(LITTLE);
  const [number, setNumber] = useState("");
  const [said, setSaid] = useState<{ answer: string; judgement: Judgement } | null>(null);
  const select = useId();
  const observed = nodes.find((one) => one.id === chosen) ?? nodes[0];
  if (!observed) return <p className="inspector-note">Nothing of one number is computed from it.</p>;
  const isLoss = observed.id === snapshot.loss;
  // Of a loss less is better.
  const answers = isLoss
    ? [
        { ...fall, label: "Better" },
        { ...rise, label: "Worse" },
        { ...same, label: "No change" },
      ]
    : [rise, fall, same];
  const index = shape.length > 0 ? `[${indicesOf(entry, shape).join(", ")}]` : "";

  const commit = (answer: string) => {
    const judgement = judgeNudge(node.id, entry, observed.id, delta, answer);
    if (!judgement) return;
    setSaid(judgement.outcome === "unreadable" ? null : { answer, judgement });
    announce(`${judgement.outcome === "right" ? "Right. " : ""}${judgement.sentence}`);
  };

  return (
    <div className="whatIf-body">
      <div className="whatIf-question">
        Raise <MathName name={nodeLabel(node)} />
        {index} by{" "}
        <NumberScrubber
          value={delta}
          label={`step of ${spokenName(node)}`}
          testId="what-if-step"
          onChange={(next) => setDelta(next)}
          onDone={() => undefined}
        />
        : what becomes of{" "}
        <label className="visuallyHidden" htmlFor={select}>
          Which node is watched
        </label>
        <select
          id={select}
          data-testid="what-if-of"
          value={observed.id}
          onChange={(event) => {
            choose(event.currentTarget.value);
            setSaid(null);
          }}
        >
          {nodes.map((one) => (
            <option key={one.id} value={one.id}>
              {spokenName(one)}
            </option>
          ))}
        </select>
        ?
      </div>
      <EntryPicker
        shape={shape}
        entry={entry}
        onPick={(next) => {
          setEntry(next);
          setSaid(null);
        }}
      />
      {!said && (
        <>
          <fieldset className="whatIf-answers">
            <legend className="visuallyHidden">Your prediction</legend>
            {answers.map(({ word, label, icon }) => (
              <Button key={word} data-testid={`what-if-${word}`} onClick={() => commit(word)}>
                {icon}
                {label}
              </Button>
            ))}
          </fieldset>
          <form
            className="whatIf-number"
            onSubmit={(event) => {
              event.preventDefault();
              commit(number);
            }}
          >
            <input
              className="field-input numeric"
              aria-label={`By how much ${spokenName(observed)} changes`}
              placeholder="or by how much"
              data-testid="what-if-number"
              autoComplete="off"
              value={number}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
            <Button type="submit" disabled={number.trim() === ""}>
              Commit
            </Button>
          </form>
        </>
      )}
      {said && (
        <Reveal
          node={node}
          entry={entry}
          of={observed}
          delta={delta}
          judgement={said.judgement}
          onAgain={() => {
            setSaid(null);
            setNumber("");
          }}
        />
      )}
    </div>
  );
}

interface RevealProps {
  node: GraphNode;
  entry: number;
  of: GraphNode;
  delta: number;
  judgement: Judgement;
  onAgain(): void;
}

function Reveal({ node, entry, of, delta, judgement, onAgain }: RevealProps) {
  // The graph may change under a question that was answered: the figures follow.
  useDocument((state) => state.graph);
  const found = nudge(node.id, entry, of.id, delta);
  const right = judgement.outcome === "right";
  return (
    <div className="whatIf-reveal" data-testid="what-if-reveal" data-outcome={judgement.outcome}>
      <p className="whatIf-said">
        {right && <Check size={15} aria-hidden="true" />}
        {right ? "Right. " : "Not so. "}
        {judgement.sentence === "Right." ? "" : judgement.sentence}
      </p>
      {found && (
        <>
          <NudgePlot nudge={found} by={nodeLabel(node)} of={spokenName(of)} />
          <Figures found={found} of={spokenName(of)} />
        </>
      )}
      <Button className="inspector-wide" data-testid="what-if-again" onClick={onAgain}>
        Ask again
      </Button>
    </div>
  );
}

function Figures({ found, of }: { found: Nudge; of: string }) {
  const rows: readonly [string, string, number, string][] = [
    ["Predicted", "slope × step", found.predicted, "backward"],
    ["Really", `change of ${of}`, found.change, "forward"],
    ["Difference", "what the line misses", found.difference, ""],
  ];
  return (
    <dl className="whatIf-figures">
      {rows.map(([name, note, value, tone]) => (
        <div key={name}>
          <dt>
            {name} <span>{note}</span>
          </dt>
          <dd
            className={`numeric ${tone ? `tone-${tone}` : ""}`}
            data-testid={`what-if-${name.toLowerCase()}`}
          >
            {formatNumber(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
