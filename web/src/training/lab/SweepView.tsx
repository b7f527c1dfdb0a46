import { Check, Play, Square, X } from "lucide-react";
import { type CSSProperties, useMemo, useState } from "react";
import { useDocument } from "../../document/store.ts";
import type { Offer, SweepAxis } from "../../engine/datasets.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { formatNumber, parseNumber } from "../../ui/format.ts";
import { NumberField, whole } from "../Fields.tsx";
import { ChoiceField } from "../SettingFields.tsx";
import { groundOf, useData } from "./data.ts";
import { SweepCard } from "./SweepCard.tsx";
import { useLabSettings } from "./settings.ts";
import { axesOfSweep, bestOf, closeSweep, MOST, outcome, runSweep, stopSweep, useSweep } from "./sweep.ts";
import "./Sweep.css";

/** The same training with one number changed, as small multiples. */
export function SweepView({ offer }: { offer: Offer }) {
  const { phase, runs, axis: swept, message } = useSweep();
  const graph = useDocument((state) => state.graph);
  const ground = groundOf(useData((data) => data.spec));
  const settings = useLabSettings((kept) => kept[ground]);
  const { axes, problem } = useMemo(() => axesOfSweep(offer, graph, settings), [offer, graph, settings]);
  const [chosen, setChosen] = useState("rate");
  const axis = axes.find(({ id }) => id === chosen) ?? axes[0];
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [epochs, setEpochs] = useState(100);
  const fault = problem ?? message;
  if (!axis)
    return (
      <div className="sweep">
        <p className="lab-problem" role="alert">
          {fault}
        </p>
      </div>
    );
  const text = typed[axis.id] ?? axis.values.map((value) => formatNumber(value)).join(", ");
  const read = readValues(text, axis);
  const best = bestOf(runs);
  const top = highest(runs.map(({ course }) => course.trainLoss[0] ?? null));
  return (
    <section className="sweep" aria-label="Sweep" data-testid="sweep" data-state={phase}>
      <div className="sweep-head">
        <ChoiceField
          label="Sweep over"
          testId="sweep-axis"
          value={axis.id}
          choices={axes}
          disabled={phase === "running"}
          onChange={setChosen}
        />
        <ValuesField
          text={text}
          wrong={"rule" in read ? read.rule : null}
          disabled={phase === "running"}
          onChange={(next) => setTyped({ ...typed, [axis.id]: next })}
        />
        <NumberField
          label="Epochs"
          testId="sweep-epochs"
          value={epochs}
          {...whole(1, 100_000)}
          disabled={phase === "running"}
          onChange={setEpochs}
        />
        {phase === "running" ? (
          <Button kind="primary" data-testid="sweep-stop" onClick={stopSweep}>
            <Square size={13} aria-hidden="true" />
            Stop
          </Button>
        ) : (
          <Button
            kind="primary"
            data-testid="sweep-run"
            disabled={!("values" in read)}
            onClick={() => {
              if ("values" in read) void runSweep(offer, axis, read.values, epochs);
            }}
          >
            <Play size={14} aria-hidden="true" />
            Run the sweep
          </Button>
        )}
        <IconButton label="Back to the run" data-testid="sweep-close" onClick={closeSweep}>
          <X size={16} />
        </IconButton>
      </div>
      {fault && (
        <p className="lab-problem" role="alert">
          {fault}
        </p>
      )}
      {runs.length === 0 || !swept ? (
        <p className="lab-summary sweep-hint">
          Each value trains from the same beginning over the same minibatches; {axis.label.toLowerCase()} is
          all that differs. It is {formatNumber(axis.now)} now.
        </p>
      ) : (
        <ol
          className="sweep-runs"
          aria-label={swept.label}
          style={{ "--count": runs.length } as CSSProperties}
        >
          {runs.map((run, i) => (
            <SweepCard
              key={run.value}
              run={run}
              index={i}
              axis={swept}
              top={top}
              best={run === best && phase === "over"}
            />
          ))}
        </ol>
      )}
      {phase === "over" && best && swept && (
        <p className="sweep-verdict">
          <Check size={14} aria-hidden="true" />
          {swept.label} <b className="numeric">{formatNumber(best.value)}</b> ended with the least loss
          {outcome(best).held && " over the examples held back"}.
        </p>
      )}
    </section>
  );
}

interface ValuesFieldProps {
  text: string;
  /** What is wrong with them, as a sentence. */
  wrong: string | null;
  disabled: boolean;
  onChange(text: string): void;
}

function ValuesField({ text, wrong, disabled, onChange }: ValuesFieldProps) {
  return (
    <div className="trainField sweep-values">
      <label htmlFor="sweep-values">Values</label>
      <input
        id="sweep-values"
        className="trainInput numeric"
        data-testid="sweep-values"
        value={text}
        disabled={disabled}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : "sweep-rule"}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {wrong !== null && (
        <p id="sweep-rule" className="trainField-rule">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** The values of a list with commas, or what is wrong with it. */
export function readValues(
  text: string,
  axis: Pick<SweepAxis, "whole">,
): { values: number[] } | { rule: string } {
  const values = text
    .split(/[,;\s]+/)
    .filter((part) => part !== "")
    .map(parseNumber);
  const good = values.filter((value): value is number => value !== null);
  if (good.length < values.length) return { rule: "Numbers with commas between them." };
  const different = [...new Set(good)];
  if (different.length < 2 || different.length > MOST) return { rule: `Two to ${MOST} different numbers.` };
  if (axis.whole && different.some((value) => !Number.isInteger(value) || value < 1))
    return { rule: "Whole numbers from 1 on." };
  return { values: different };
}

/** Where the axis of losses ends, the same for all: where they began. */
function highest(losses: readonly (number | null)[]): number {
  return losses.reduce<number>((most, loss) => Math.max(most, loss ?? 0), 0) || 1;
}
