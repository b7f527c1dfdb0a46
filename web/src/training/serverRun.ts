import { create } from "zustand";
import { currentGraph, documentStore } from "../document/store.ts";
import { showTrained, useOverlay } from "../engine/overlay.ts";
import { inWords, Refusal } from "../server/request.ts";
import { runResult } from "../server/runs.ts";
import {
  cancelTraining,
  followTraining,
  isOver,
  submitTraining,
  type TrainingSettings,
  trainedParameters,
  trainingHistory,
  trainingProgress,
} from "../server/trainings.ts";
import { announce } from "../ui/announce.tsx";
import { keepOwnRun } from "./ownRuns.ts";
import { recall, remember } from "./remembered.ts";
import { advance, isActive, noRun, type Run, type RunEvent, stateInWords } from "./run.ts";

/** The run of the open document on the server. */
export const useRun = create<Run>()(() => noRun);

/** Which document the run belongs to; what comes for another one is not heard. */
let owner = "";
let stop: (() => void) | null = null;

function tell(event: RunEvent): void {
  const before = useRun.getState();
  const now = advance(before, event);
  useRun.setState(now, true);
  if (now.phase !== before.phase) announce(`${stateInWords(now)}.`);
}

/** Asks the server to train the open graph. */
export async function startRun(settings: TrainingSettings): Promise<void> {
  if (isActive(useRun.getState())) return;
  const asked = owner;
  tell({ type: "asked" });
  try {
    const { id, token } = await submitTraining(currentGraph(), settings);
    remember(asked, { id, token, shown: true });
    keepOwnRun({ id, token, document: asked, title: currentGraph().title, startedAt: Date.now() });
    if (owner !== asked) return;
    tell({ type: "accepted", id });
    follow(id);
  } catch (error) {
    if (owner !== asked) return;
    const problems = error instanceof Refusal ? error.problems : [];
    tell({ type: "refused", message: inWords(error), problems });
  }
}

export async function cancelRun(): Promise<void> {
  const kept = recall(owner);
  const { id } = useRun.getState();
  if (!kept || kept.id !== id) return;
  tell({ type: "cancelling" });
  try {
    tell({ type: "progress", progress: await cancelTraining(kept.id, kept.token) });
  } catch (error) {
    tell({ type: "failed to cancel", message: inWords(error) });
  }
}

function follow(id: string): void {
  stop?.();
  stop = followTraining(id, {
    onHistory: (history) => tell({ type: "history", history }),
    onProgress: (progress) => {
      tell({ type: "progress", progress });
      if (isOver(progress.state)) void finish(id);
    },
    onResult: (result) => tell({ type: "result", id, result }),
    onLost: (error) => tell({ type: "lost", message: inWords(error) }),
  });
}

/** A run is over: its whole course, and what it has learned. */
async function finish(id: string): Promise<void> {
  const history = await trainingHistory(id).catch(() => null);
  if (useRun.getState().id !== id) return;
  if (history && history.points.length > 0) tell({ type: "history", history });
  // Before its first epoch is over a run has no result to ask for.
  const judged = history !== null && history.epochs.length > 0;
  const result = judged ? await runResult(id).catch(() => null) : null;
  if (result) tell({ type: "result", id, result });
  if (useRun.getState().id !== id) return;
  if (useRun.getState().phase === "succeeded" && recall(owner)?.shown !== false) await showParameters();
}

/** Shows what the run has learned on the canvas. */
export async function showParameters(): Promise<void> {
  const { id } = useRun.getState();
  if (id === null) return;
  try {
    const parameters = await trainedParameters(id);
    if (useRun.getState().id !== id) return;
    const values = new Map(parameters.map(({ name, values }) => [name, Float64Array.from(values)]));
    showTrained({ source: `run ${id.slice(0, 6)}`, values });
    keepShown(true);
  } catch (error) {
    if (useRun.getState().id === id) {
      useRun.setState({ message: `The trained values could not be fetched. ${inWords(error)}` });
    }
  }
}

/** Shows the document's own values again. */
export function hideParameters(): void {
  showTrained(null);
  keepShown(false);
}

function keepShown(shown: boolean): void {
  const kept = recall(owner);
  if (kept && kept.id === useRun.getState().id) remember(owner, { ...kept, shown });
}

/** Finds the run that a document had when it was open last. */
async function find(key: string): Promise<void> {
  stop?.();
  stop = null;
  owner = key;
  useRun.setState(noRun, true);
  const kept = recall(key);
  if (!kept) return;
  try {
    const progress = await trainingProgress(kept.id);
    if (owner !== key) return;
    tell({ type: "accepted", id: kept.id });
    tell({ type: "progress", progress });
    if (isOver(progress.state)) await finish(kept.id);
    else follow(kept.id);
  } catch (error) {
    // A run that the server knows no more is forgotten; one that cannot be asked for now may be found later.
    if (error instanceof Refusal && error.status === 404) remember(key, null);
  }
}

void find(documentStore.getState().key);
documentStore.subscribe((state, before) => {
  if (state.key !== before.key) void find(state.key);
});

/** Whether the run of the open document was started here, so that it may be cancelled here. */
export function mayCancel(id: string | null): boolean {
  const kept = recall(owner);
  return kept !== null && kept.id === id && kept.token !== "";
}

/** Whether the canvas shows what a run has learned. */
export function useShowsTrained(): boolean {
  return useOverlay((overlay) => overlay.trained !== null);
}
