import type { Problem } from "../engine/snapshot.ts";
import type { RunResult } from "../server/runs.ts";
import type {
  CurvePoint,
  EpochPoint,
  History,
  TrainingProgress,
  TrainingState,
} from "../server/trainings.ts";

/** A run on the server as the panel shows it. */
export interface Run {
  phase: "none" | "asking" | TrainingState | "lost";
  id: string | null;
  /** The last that was heard of it. */
  progress: TrainingProgress | null;
  points: readonly CurvePoint[];
  epochs: readonly EpochPoint[];
  /** What the test examples say so far; null before the first of them. */
  result: RunResult | null;
  /** What went wrong, in a sentence. */
  message: string | null;
  problems: readonly Problem[];
  /** The person has asked for it to stop. */
  cancelling: boolean;
}

export type RunEvent =
  | { type: "asked" }
  | { type: "accepted"; id: string }
  | { type: "refused"; message: string; problems: readonly Problem[] }
  | { type: "history"; history: History }
  | { type: "progress"; progress: TrainingProgress }
  | { type: "result"; id: string; result: RunResult }
  | { type: "cancelling" }
  | { type: "failed to cancel"; message: string }
  | { type: "lost"; message: string }
  | { type: "forgotten" };

export const noRun: Run = {
  phase: "none",
  id: null,
  progress: null,
  points: [],
  epochs: [],
  result: null,
  message: null,
  problems: [],
  cancelling: false,
};

export function isActive({ phase }: Run): boolean {
  return phase === "asking" || phase === "queued" || phase === "running";
}

/** What a run is after something was heard of it. */
export function advance(run: Run, event: RunEvent): Run {
  switch (event.type) {
    case "asked":
      return { ...noRun, phase: "asking" };
    case "accepted":
      return { ...noRun, phase: "queued", id: event.id };
    case "refused":
      return { ...noRun, message: event.message, problems: event.problems };
    case "history":
      return { ...run, points: event.history.points, epochs: event.history.epochs };
    case "progress":
      return hear(run, event.progress);
    case "result":
      return event.id === run.id ? { ...run, result: event.result } : run;
    case "cancelling":
      return { ...run, cancelling: true, message: null };
    case "failed to cancel":
      return { ...run, cancelling: false, message: event.message };
    case "lost":
      return { ...run, phase: "lost", cancelling: false, message: event.message };
    case "forgotten":
      return noRun;
  }
}

function hear(run: Run, progress: TrainingProgress): Run {
  // Two ways of following may overtake one another: what is older than what is known is passed over.
  if (progress.id !== run.id || progress.step < (run.progress?.step ?? 0)) return run;
  return {
    ...run,
    phase: progress.state,
    progress,
    points: withPoint(run.points, progress),
    epochs: withEpoch(run.epochs, progress),
    message: progress.message,
    problems: progress.problems,
    cancelling: run.cancelling && (progress.state === "queued" || progress.state === "running"),
  };
}

function withPoint(points: readonly CurvePoint[], progress: TrainingProgress): readonly CurvePoint[] {
  const { step, stepLoss, smoothLoss, trainAccuracy } = progress;
  if (stepLoss === null || step <= (points.at(-1)?.step ?? 0)) return points;
  return [...points, { step, loss: stepLoss, smooth: smoothLoss, trainAccuracy }];
}

function withEpoch(epochs: readonly EpochPoint[], progress: TrainingProgress): readonly EpochPoint[] {
  const { testAccuracy, testLoss, step, steps, epochs: count } = progress;
  if (testLoss === null || steps === 0) return epochs;
  const epoch = Math.floor((step * count) / steps);
  if (epoch < 1 || epochs.some((known) => known.epoch === epoch)) return epochs;
  return [...epochs, { epoch, step: (epoch * steps) / count, testLoss, testAccuracy }];
}

/** A state in words. */
export function stateInWords({ phase, cancelling, progress }: Run): string {
  if (cancelling) return "Cancelling";
  switch (phase) {
    case "none":
      return "Not started";
    case "asking":
      return "Asking the server";
    case "queued":
      return "Waiting for its turn";
    case "running":
      return progress && progress.epochs > 1
        ? `Training, epoch ${Math.max(1, progress.epoch)} of ${progress.epochs}`
        : "Training";
    case "succeeded":
      return "Finished";
    case "failed":
      return "Failed";
    case "cancelled":
      return "Cancelled";
    case "lost":
      return "Lost from sight";
  }
}

/** A stretch of time for reading: "8 s", "2 min 5 s". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
