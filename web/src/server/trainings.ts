import type { Graph } from "../document/types.ts";
import type { Problem } from "../engine/snapshot.ts";
import { read, request } from "./request.ts";
import type { RunResult } from "./runs.ts";

export interface TrainingSettings {
  /** Which digits to learn from; what their label is, the graph decides. */
  dataset: { name: "mnist"; classes: readonly number[] };
  optimizer: { name: string; learningRate: number } & Readonly<Record<string, number | string>>;
  schedule: { name: string } & Readonly<Record<string, number | string>>;
  batchSize: number;
  epochs: number;
  seed: number;
  reduction: "mean" | "sum";
  penalty: { kind: string; lambda: number; form: string; parameters: readonly string[] };
  clipNorm: number;
  /** Steps between two checkpoints; 0 leaves it to the server. */
  checkpointEvery: number;
}

export type TrainingState = "queued" | "running" | "succeeded" | "failed" | "cancelled";

/** A run as the server tells it; what is not known yet is null. */
export interface TrainingProgress {
  id: string;
  state: TrainingState;
  message: string | null;
  problems: readonly Problem[];
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  loss: number | null;
  /** Of the last minibatch, and smoothed over the last of them. */
  stepLoss: number | null;
  smoothLoss: number | null;
  trainAccuracy: number | null;
  testAccuracy: number | null;
  testLoss: number | null;
  examplesPerSecond: number | null;
  elapsedSeconds: number | null;
  secondsLeft: number | null;
}

export interface CurvePoint {
  step: number;
  loss: number | null;
  smooth: number | null;
  trainAccuracy: number | null;
}

export interface EpochPoint {
  epoch: number;
  step: number;
  testLoss: number | null;
  testAccuracy: number | null;
}

/** The course of a run so far. */
export interface History {
  points: readonly CurvePoint[];
  epochs: readonly EpochPoint[];
}

export interface NamedTensor {
  name: string;
  shape: readonly number[];
  values: readonly number[];
}

const path = (id: string, part = "") => `/api/trainings/${encodeURIComponent(id)}${part}`;

export async function submitTraining(
  graph: Graph,
  settings: TrainingSettings,
): Promise<{ id: string; token: string }> {
  return read(await request("/api/trainings", { method: "POST", body: { document: graph, ...settings } }));
}

export async function trainingProgress(id: string): Promise<TrainingProgress> {
  return read(await request(path(id)));
}

export async function cancelTraining(id: string, token: string): Promise<TrainingProgress> {
  return read(await request(path(id), { method: "DELETE", token }));
}

export async function trainedParameters(id: string): Promise<readonly NamedTensor[]> {
  return (await read<{ parameters: NamedTensor[] }>(await request(path(id, "/parameters")))).parameters;
}

export interface Listener {
  onHistory(history: History): void;
  onProgress(progress: TrainingProgress): void;
  /** What the test examples say, as far as they were judged. */
  onResult(result: RunResult): void;
  /** The run cannot be followed any more. */
  onLost(error: unknown): void;
}

const POLL_MILLIS = 1000;
const FAILURES = 5;

export function isOver(state: TrainingState): boolean {
  return state === "succeeded" || state === "failed" || state === "cancelled";
}

/** Follows a run by its events, or by asking again and again where those do not come. Returns how to stop. */
export function followTraining(id: string, listener: Listener): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const source = new EventSource(path(id, "/events"));

  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    source.close();
  };
  const hear = (progress: TrainingProgress) => {
    if (isOver(progress.state)) stop();
    listener.onProgress(progress);
  };
  const poll = async (failures: number) => {
    try {
      const progress = await trainingProgress(id);
      if (stopped) return;
      hear(progress);
      if (!isOver(progress.state)) timer = setTimeout(() => void poll(0), POLL_MILLIS);
    } catch (error) {
      if (stopped) return;
      const gone = error instanceof Error && "status" in error && error.status === 404;
      if (gone || failures >= FAILURES) {
        stop();
        listener.onLost(error);
      } else timer = setTimeout(() => void poll(failures + 1), POLL_MILLIS * 2 ** failures);
    }
  };

  source.addEventListener("history", (event) => listener.onHistory(JSON.parse(event.data) as History));
  source.addEventListener("result", (event) => listener.onResult(JSON.parse(event.data) as RunResult));
  source.addEventListener("progress", (event) => hear(JSON.parse(event.data) as TrainingProgress));
  source.addEventListener("error", () => {
    if (stopped) return;
    // A stream that broke off may come back by itself; asking tells sooner what became of the run.
    source.close();
    void poll(0);
  });
  return stop;
}

/** The whole course of a run that is over. */
export function trainingHistory(id: string): Promise<History> {
  return new Promise((resolve, reject) => {
    const source = new EventSource(path(id, "/events"));
    source.addEventListener("history", (event) => {
      source.close();
      resolve(JSON.parse(event.data) as History);
    });
    source.addEventListener("error", () => {
      source.close();
      reject(new Error("The course of the run could not be read."));
    });
  });
}
