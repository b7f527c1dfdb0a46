import { Check } from "lucide-react";
import { Button } from "../../ui/Button.tsx";
import { formatNumber } from "../../ui/format.ts";
import { optimizerNamed } from "../how.ts";
import { figure } from "./course.ts";
import { canKeep, keepValues } from "./keeping.ts";
import { useLab } from "./state.ts";

const words = {
  ready: "Not started",
  starting: "Starting",
  running: "Training",
  paused: "Paused",
  finished: "Finished",
  stopped: "Diverged",
} as const;

/** How the run stands, in a line of numbers. */
export function Standing() {
  const { phase, frame, runs, current } = useLab();
  const run = runs[current];
  const now = frame?.now;
  const facts = now
    ? [
        { label: "epoch", value: formatNumber(figure(now, "epoch") ?? 0), testId: "training-epoch" },
        { label: "loss", value: shown(figure(now, "trainLoss")), testId: "training-loss" },
        { label: "held back", value: shown(figure(now, "heldLoss")), testId: "held-loss" },
        { label: "right", value: share(figure(now, "trainAccuracy")), testId: "training-accuracy" },
        { label: "held back right", value: share(figure(now, "heldAccuracy")), testId: "held-accuracy" },
      ].filter(({ value }) => value !== "")
    : [];
  return (
    <div className="trainHead">
      <span className="trainState" data-testid="training-state" data-state={phase}>
        {words[phase]}
        {runs.length > 1 && `, run ${run?.name}`}
      </span>
      {runs.length > 1 && run && (
        <span className="trainFacts">
          {optimizerNamed(run.settings.optimizer.name)?.label}, rate{" "}
          <b className="numeric">{formatNumber(run.settings.optimizer.learningRate)}</b>
        </span>
      )}
      {frame && (
        <span className="trainFacts">
          step{" "}
          <b className="numeric" data-testid="training-step">
            {frame.cursor}
          </b>
        </span>
      )}
      {facts.map(({ label, value, testId }) => (
        <span key={label} className="trainFacts">
          {label}{" "}
          <b className="numeric" data-testid={testId}>
            {value}
          </b>
        </span>
      ))}
      {phase !== "running" && frame && frame.cursor > 0 && canKeep() && (
        <Button className="trainKeep" data-testid="keep-values" onClick={keepValues}>
          <Check size={15} aria-hidden="true" />
          Keep these values
        </Button>
      )}
    </div>
  );
}

function shown(value: number | null): string {
  return value === null ? "" : formatNumber(value);
}

export function share(value: number | null): string {
  return value === null ? "" : `${Number((value * 100).toFixed(1))}%`;
}
