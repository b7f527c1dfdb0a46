import { Check, Pause, Play, RotateCcw, StepForward } from "lucide-react";
import { Button, IconButton } from "../ui/Button.tsx";
import { formatNumber } from "../ui/format.ts";
import { Chart } from "./Chart.tsx";
import { LearningRateField, NumberField, OptimizerField, whole } from "./Fields.tsx";
import { canKeep, keepValues, pause, reset, runOn, stepOnce, useLocalRun } from "./localRun.ts";
import { Problems } from "./Problems.tsx";
import { setHere, useSettings } from "./settings.ts";

const words = {
  ready: "Not started",
  starting: "Starting",
  running: "Training",
  paused: "Paused",
  finished: "Finished",
  stopped: "Stopped",
} as const;

export function HereForm() {
  const { optimizer, learningRate, steps } = useSettings((state) => state.here);
  const phase = useLocalRun((run) => run.phase);
  const begun = phase === "starting" || phase === "running" || phase === "paused";
  return (
    <>
      <OptimizerField name={optimizer} disabled={begun} onChange={setHere} />
      <LearningRateField value={learningRate} disabled={begun} onChange={setHere} />
      <NumberField
        label="Steps"
        testId="steps"
        value={steps}
        {...whole(1, 1_000_000)}
        disabled={begun}
        onChange={(value) => setHere({ steps: value })}
      />
      <div className="trainActions">
        {phase === "running" ? (
          <Button kind="primary" data-testid="pause-local" onClick={pause}>
            <Pause size={15} aria-hidden="true" />
            Pause
          </Button>
        ) : (
          <Button
            kind="primary"
            data-testid="train-local"
            disabled={phase === "starting"}
            onClick={() => void runOn()}
          >
            <Play size={15} aria-hidden="true" />
            {phase === "paused" ? "Go on" : "Train here"}
          </Button>
        )}
        <IconButton
          label="One step"
          data-testid="step-local"
          disabled={phase === "running" || phase === "starting"}
          onClick={() => void stepOnce()}
        >
          <StepForward size={16} />
        </IconButton>
        <IconButton
          label="Back to the graph's own values"
          data-testid="reset-local"
          disabled={phase === "ready"}
          onClick={reset}
        >
          <RotateCcw size={16} />
        </IconButton>
      </div>
    </>
  );
}

export function HereResult() {
  const { phase, step, steps, losses, message, problems } = useLocalRun();
  const most = useSettings((state) => state.here.steps);
  const last = losses.at(-1);
  return (
    <>
      <div className="trainHead">
        <span className="trainState" data-testid="training-state" data-state={phase}>
          {words[phase]}
        </span>
        {step > 0 && (
          <span className="trainFacts">
            step{" "}
            <b className="numeric" data-testid="training-step">
              {step}
            </b>{" "}
            of {most}
          </span>
        )}
        {last !== undefined && (
          <span className="trainFacts">
            loss{" "}
            <b className="numeric" data-testid="training-loss">
              {formatNumber(last)}
            </b>
          </span>
        )}
        {(phase === "paused" || phase === "stopped") && canKeep() && (
          <Button className="trainKeep" data-testid="keep-values" onClick={keepValues}>
            <Check size={15} aria-hidden="true" />
            Keep these values
          </Button>
        )}
      </div>
      {problems.length > 0 || phase === "stopped" ? (
        <Problems message={message} problems={problems} />
      ) : (
        message && <p className="trainNote">{message}</p>
      )}
      {phase === "ready" && problems.length === 0 && !message ? (
        <p className="trainEmpty">
          The graph's own example, again and again, in this page: every value, gradient and parameter on the
          canvas follows each step.
        </p>
      ) : (
        problems.length === 0 && (
          <div className="trainCharts">
            <Chart
              title="Loss"
              steps={steps}
              until={phase === "finished" ? undefined : most}
              series={[{ label: "example", color: "forward", values: losses }]}
            />
          </div>
        )
      )}
    </>
  );
}
