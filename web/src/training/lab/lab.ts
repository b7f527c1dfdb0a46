import { currentGraph, documentStore } from "../../document/store.ts";
import type { Graph } from "../../document/types.ts";
import { showExample, showTrained, useOverlay } from "../../engine/overlay.ts";
import { sameMeaning } from "../../engine/snapshot.ts";
import {
  type Divergence,
  type Frame,
  LocalTraining,
  NotTrainable,
  type Views,
} from "../../engine/training.ts";
import { inWords } from "../../server/request.ts";
import { announce } from "../../ui/announce.tsx";
import { fitTo, type TrainingHow } from "../how.ts";
import { IN_PAGE } from "../source.ts";
import { courseOf } from "./course.ts";
import { groundOf, specAsJson, useData } from "./data.ts";
import { pictured } from "./pictured.ts";
import { useLabSettings } from "./settings.ts";
import { type Phase, ready, unseen, useLab } from "./state.ts";

/** Runs that are compared at most. */
export const MOST_RUNS = 6;
const NAMES = "ABCDEFGH";
/** Pictures are drawn at most so often, in milliseconds apart. */
const FRAME = 33;
/** The canvas follows a run that plays at most so often, in milliseconds apart. */
const CANVAS = 120;

const views: { current: Views } = { current: {} };
let training: LocalTraining | null = null;
let trained: Graph | null = null;
let canvasAt = 0;
/** Counts beginnings, so that one that was overtaken is not taken for the last. */
let beginnings = 0;

/** Says what is looked at; a run that stands still shows it at once. */
export function watch(change: Views): void {
  const next = { ...views.current, ...change };
  if (JSON.stringify(next) === JSON.stringify(views.current)) return;
  views.current = next;
  const { phase, current } = useLab.getState();
  if (training && phase !== "running" && phase !== "starting") void show(training.look(current, next));
}

async function begin(): Promise<LocalTraining | null> {
  if (training) return training;
  const graph = currentGraph();
  const settings = fitTo(useLabSettings.getState()[groundOf()], graph);
  useLab.setState({ ...ready, phase: "starting" });
  beginnings += 1;
  const mine = beginnings;
  try {
    const begun = await LocalTraining.begin(graph, specAsJson(), JSON.stringify(settings));
    if (mine !== beginnings || !sameMeaning(graph, currentGraph())) {
      begun.close();
      return null;
    }
    training = begun;
    trained = graph;
    useLab.setState({
      phase: "paused",
      parameters: begun.parameters,
      firstLayer: begun.firstLayer,
      stepsPerEpoch: begun.stepsPerEpoch,
      runs: [{ ...unseen, name: "A", settings }],
    });
    await show(begun.look(0, views.current));
    return begun;
  } catch (error) {
    if (mine !== beginnings) return null;
    const problems = error instanceof NotTrainable ? error.problems : [];
    useLab.setState({ ...ready, message: inWords(error), problems });
    return null;
  }
}

/** Shows a run as it stands. */
async function show(coming: Promise<Frame>): Promise<void> {
  const run = training;
  const frame = await coming;
  if (!run || training !== run) return;
  const { runs, phase } = useLab.getState();
  const seen = runs.map((one, i) =>
    i === frame.run
      ? {
          ...one,
          start: frame.start,
          head: frame.head,
          cursor: frame.cursor,
          course: courseOf(frame.course),
          finished: frame.finished,
        }
      : one,
  );
  const divergence = frame.divergence === null ? null : (JSON.parse(frame.divergence) as Divergence);
  useLab.setState({ frame, runs: seen, current: frame.run, divergence });
  const still = phase !== "running" || frame.finished;
  // Means over a minibatch are many passes: they follow when the run stands.
  const light = !useOverlay.getState().batch && performance.now() - canvasAt > CANVAS;
  if (still || light) onCanvas(run, frame);
  if (phase !== "starting" && phase !== "ready") settle(frame, phase);
}

function settle(frame: Frame, phase: Phase): void {
  if (!frame.finished || frame.cursor < frame.head) {
    if (phase === "finished" || phase === "stopped") useLab.setState({ phase: "paused" });
    return;
  }
  const next = frame.divergence ? "stopped" : "finished";
  if (phase === next) return;
  const message = frame.stoppedEarly
    ? "The validation loss has not fallen for as many epochs as your patience lasts: the run ended early."
    : null;
  useLab.setState({ phase: next, message });
  announce(next === "stopped" ? "The run diverged." : (message ?? "Training finished."));
}

/** Lays the parameters over the canvas; a run that has not moved leaves the document's own. */
function onCanvas(run: LocalTraining, frame: Frame): void {
  canvasAt = performance.now();
  if (frame.cursor === 0) {
    dropTrained();
    return;
  }
  const values = new Map(
    run.parameters.map(({ name }) => [name, run.slice(frame.parameters, name) ?? new Float64Array()]),
  );
  showTrained({ source: IN_PAGE, values });
}

function dropTrained(): void {
  if (useOverlay.getState().trained?.source === IN_PAGE) showTrained(null);
}

function isBusy(): boolean {
  const { phase } = useLab.getState();
  return phase === "starting" || phase === "running";
}

/** Shows the run before its first step, so that there is something to look at. */
export async function prepare(): Promise<void> {
  if (!isBusy()) await begin();
}

export async function takeSteps(count: number): Promise<void> {
  if (isBusy()) return;
  const run = await begin();
  if (run) await show(run.advance(useLab.getState().current, count, 60_000, views.current));
}

export async function takeEpoch(): Promise<void> {
  if (isBusy()) return;
  const run = await begin();
  const { current, runs, stepsPerEpoch } = useLab.getState();
  const cursor = runs[current]?.cursor ?? 0;
  if (run) await takeSteps(stepsPerEpoch - (cursor % stepsPerEpoch));
}

export async function play(): Promise<void> {
  if (isBusy()) return;
  const run = await begin();
  if (!run) return;
  useLab.setState({ phase: "running", message: null });
  while (training === run && useLab.getState().phase === "running") {
    const from = performance.now();
    const { speed } = useLabSettings.getState();
    // What is looked at takes at most about as long as the training itself.
    const busy = Math.min(120, Math.max(14, useLab.getState().frame?.lookedFor ?? 0));
    const [steps, budget] = speed === "fast" ? [100_000, busy] : [1, 1000];
    await show(run.advance(useLab.getState().current, steps, budget, views.current));
    await pictured(from + (speed === "slow" ? 300 : FRAME));
  }
}

export function pause(): void {
  if (useLab.getState().phase !== "running") return;
  useLab.setState({ phase: "paused" });
  const { frame } = useLab.getState();
  if (training && frame) onCanvas(training, frame);
}

let sought: number | null = null;
let seeking = false;

/** Moves the run to one of its steps; while one is on its way, only the last that was asked for follows. */
export async function seek(step: number): Promise<void> {
  pause();
  sought = step;
  if (seeking || !training) return;
  seeking = true;
  try {
    while (sought !== null && training) {
      const to: number = sought;
      sought = null;
      await show(training.seek(useLab.getState().current, to, views.current));
    }
  } finally {
    seeking = false;
  }
}

/** Another run from where this one stands, with other settings. */
export async function fork(settings: TrainingHow): Promise<void> {
  pause();
  const { current, runs, message } = useLab.getState();
  if (!training || runs.length >= MOST_RUNS) return;
  try {
    const index = await training.fork(current, JSON.stringify(settings));
    const name = NAMES[index] ?? `${index}`;
    useLab.setState({ runs: [...runs, { ...unseen, name, settings }], problems: [], message });
    await show(training.look(index, views.current));
    announce(`Run ${name} was forked.`);
  } catch (error) {
    useLab.setState({
      message: inWords(error),
      problems: error instanceof NotTrainable ? error.problems : [],
    });
  }
}

/** Turns to another run. */
export async function turnTo(index: number): Promise<void> {
  pause();
  if (training && index !== useLab.getState().current) await show(training.look(index, views.current));
}

/** Takes over a Worker with one run, which was begun elsewhere with the open graph and data. */
export async function adopt(taken: LocalTraining, settings: TrainingHow): Promise<void> {
  close();
  training = taken;
  trained = currentGraph();
  useLab.setState({
    ...ready,
    phase: "paused",
    parameters: taken.parameters,
    firstLayer: taken.firstLayer,
    stepsPerEpoch: taken.stepsPerEpoch,
    runs: [{ ...unseen, name: "A", settings }],
  });
  await show(taken.look(0, views.current));
}

/** Back to the same beginning, with no run. */
export function reset(): void {
  close();
  dropTrained();
  useLab.setState(ready);
}

function close(): void {
  beginnings += 1;
  training?.close();
  training = null;
  trained = null;
}

/** The run to be asked, if there is one. */
export function running(): LocalTraining | null {
  return training;
}

/** The same, begun if there is none yet. */
export function begun(): Promise<LocalTraining | null> {
  return begin();
}

// A graph that means something else now is trained from its beginning.
documentStore.subscribe((state, before) => {
  if (state.key !== before.key) {
    close();
    useLab.setState(ready, true);
  } else if (trained && !sameMeaning(trained, state.graph)) {
    reset();
    showExample(null);
    useLab.setState({ message: "The graph was changed: training begins anew with it." });
  }
});

// Other data is another run.
useData.subscribe((state, before) => {
  if (state.spec === before.spec) return;
  reset();
  showExample(null);
});
