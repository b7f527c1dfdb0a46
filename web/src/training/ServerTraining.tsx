import { Server, X } from "lucide-react";
import { useMemo } from "react";
import { currentGraph } from "../document/store.ts";
import { Button } from "../ui/Button.tsx";
import { formatNumber } from "../ui/format.ts";
import { Chart } from "./Chart.tsx";
import { ALL_DIGITS, DigitChoice } from "./DigitChoice.tsx";
import { NumberField, whole } from "./Fields.tsx";
import { fitTo, type TrainingHow } from "./how.ts";
import { Problems } from "./Problems.tsx";
import { duration, isActive, type Run, stateInWords } from "./run.ts";
import { SettingsForm } from "./SettingsForm.tsx";
import { cancelRun, mayCancel, showParameters, startRun, useRun, useShowsTrained } from "./serverRun.ts";
import { setServer, useSettings } from "./settings.ts";
import { useOffer } from "./useOffer.ts";

/** How often every digit is seen at most. */
const MOST_EPOCHS = 50;

export function ServerForm() {
  const settings = useSettings((state) => state.server);
  const run = useRun();
  const offer = useOffer();
  const active = isActive(run);
  const { how, classes, checkpointEvery } = settings;
  return (
    <>
      <fieldset className="training-fields" disabled={active}>
        <legend className="visuallyHidden">Settings</legend>
        {offer && (
          <SettingsForm
            offer={offer}
            settings={how}
            mostEpochs={MOST_EPOCHS}
            patient={false}
            onChange={(change) => setServer({ how: { ...how, ...change } })}
          />
        )}
        <NumberField
          label="Checkpoint"
          testId="checkpoint-every"
          value={checkpointEvery}
          {...whole(0, 1_000_000)}
          hint={checkpointEvery === 0 ? "steps apart; 0 for the usual" : "steps apart"}
          onChange={(next) => setServer({ checkpointEvery: next })}
        />
        <DigitChoice classes={classes} disabled={active} onChange={(next) => setServer({ classes: next })} />
      </fieldset>
      <div className="trainActions">
        {active ? (
          <Button
            className="trainCancel"
            data-testid="cancel-training"
            disabled={run.cancelling || run.phase === "asking" || !mayCancel(run.id)}
            title={mayCancel(run.id) ? undefined : "Only the browser that started this run may cancel it"}
            onClick={() => void cancelRun()}
          >
            <X size={15} aria-hidden="true" />
            Cancel
          </Button>
        ) : (
          <Button
            kind="primary"
            data-testid="train-server"
            onClick={() =>
              void startRun({
                dataset: { name: "mnist", classes: classes.length > 0 ? classes : ALL_DIGITS },
                ...howOnServer(fitTo(how, currentGraph())),
                checkpointEvery,
              })
            }
          >
            <Server size={15} aria-hidden="true" />
            Train on the server
          </Button>
        )}
      </div>
    </>
  );
}

/** No examples are set apart on the server: a run there never ends early. */
function howOnServer({ patience: _, ...how }: TrainingHow): Omit<TrainingHow, "patience"> {
  return how;
}

export function ServerResult() {
  const run = useRun();
  return (
    <>
      <div className="trainHead">
        <div className="trainHead-words">
          <span className="trainState" data-testid="training-state" data-state={run.phase}>
            {stateInWords(run)}
          </span>
          <Facts run={run} />
        </div>
        {run.phase === "succeeded" && <Accuracy run={run} />}
      </div>
      {isActive(run) && (
        <progress
          className="trainProgress"
          aria-label="Progress of the training"
          max={run.progress?.steps || 1}
          value={run.progress?.steps ? run.progress.step : 0}
        />
      )}
      <Problems message={run.message} problems={run.problems} />
      {run.phase === "none" && !run.message ? (
        <p className="trainEmpty">
          60,000 handwritten digits to learn from, 10,000 others to be judged by. The graph is trained as it
          stands; what it has learned then shows on the canvas.
        </p>
      ) : (
        run.phase !== "none" && <Curves run={run} />
      )}
    </>
  );
}

function Facts({ run }: { run: Run }) {
  const { progress } = run;
  if (!progress || progress.steps === 0) return null;
  const active = isActive(run);
  return (
    <>
      <span className="trainFacts">
        step{" "}
        <b className="numeric" data-testid="training-step">
          {progress.step}
        </b>{" "}
        of {progress.steps}
      </span>
      {progress.loss !== null && (
        <span className="trainFacts" title="The mean over the epoch">
          loss{" "}
          <b className="numeric" data-testid="training-loss">
            {formatNumber(progress.loss)}
          </b>
        </span>
      )}
      {active && progress.examplesPerSecond !== null && (
        <span className="trainFacts">
          {Math.round(progress.examplesPerSecond).toLocaleString("en")} images/s
        </span>
      )}
      {active && progress.secondsLeft !== null && (
        <span className="trainFacts">{duration(progress.secondsLeft)} left</span>
      )}
      {!active && progress.elapsedSeconds !== null && (
        <span className="trainFacts">in {duration(progress.elapsedSeconds)}</span>
      )}
    </>
  );
}

function Accuracy({ run }: { run: Run }) {
  const shown = useShowsTrained();
  const accuracy = run.progress?.testAccuracy;
  return (
    <>
      {!shown && (
        <Button className="trainKeep" data-testid="show-trained" onClick={() => void showParameters()}>
          Show the trained values
        </Button>
      )}
      {accuracy !== undefined && accuracy !== null && (
        <span className="trainAccuracy">
          <strong className="numeric" data-testid="test-accuracy">
            {percent(accuracy)}
          </strong>
          <span>of the test digits right</span>
        </span>
      )}
    </>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function Curves({ run }: { run: Run }) {
  const { points, epochs, progress } = run;
  const { steps, losses, smooth, testLosses, train, test } = useMemo(() => {
    // The test examples are judged at the ends of epochs, which need not be steps of the curve.
    const all = [...new Set([...points.map(({ step }) => step), ...epochs.map(({ step }) => step)])].sort(
      (a, b) => a - b,
    );
    const byStep = new Map(points.map((point) => [point.step, point]));
    const ends = new Map(epochs.map((epoch) => [epoch.step, epoch]));
    return {
      steps: all,
      losses: all.map((step) => byStep.get(step)?.loss ?? null),
      smooth: all.map((step) => byStep.get(step)?.smooth ?? null),
      testLosses: all.map((step) => ends.get(step)?.testLoss ?? null),
      train: all.map((step) => byStep.get(step)?.trainAccuracy ?? null),
      test: all.map((step) => ends.get(step)?.testAccuracy ?? null),
    };
  }, [points, epochs]);
  const until = progress?.steps || undefined;
  return (
    <div className="trainCharts">
      <Chart
        title="Loss"
        steps={steps}
        until={until}
        series={[
          { label: "step", color: "forward", faint: true, values: losses },
          { label: "smoothed", color: "forward", values: smooth },
          { label: "test", color: "backward", points: true, values: testLosses },
        ]}
      />
      <Chart
        title="Accuracy"
        steps={steps}
        until={until}
        range={[0, 1]}
        format={(share) => `${Number((share * 100).toFixed(1))}%`}
        series={[
          { label: "train", color: "data", values: train },
          { label: "test", color: "backward", points: true, values: test },
        ]}
      />
    </div>
  );
}
