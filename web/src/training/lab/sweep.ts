import { create } from "zustand";
import { apply, currentGraph, documentStore, endGesture } from "../../document/store.ts";
import type { Graph } from "../../document/types.ts";
import type { Offer, SweepAxis } from "../../engine/datasets.ts";
import { type Grid, LocalTraining, NotTrainable } from "../../engine/training.ts";
import { inWords } from "../../server/request.ts";
import { announce } from "../../ui/announce.tsx";
import { fitTo, type TrainingHow } from "../how.ts";
import { type Course, courseOf } from "./course.ts";
import { groundOf, pictureAxes, specAsJson, useData } from "./data.ts";
import { adopt } from "./lab.ts";
import { fillWithFirst } from "./pager.ts";
import { boundsOf, gridOf } from "./plane.ts";
import { setLab, useLabSettings } from "./settings.ts";
import { useLab } from "./state.ts";

/** Runs of one sweep at most. */
export const MOST = 8;
/** One turn of a run, in milliseconds: short, so that all of them are seen to grow and a stop is heard. */
const TURN = 60;
/** Cells along each side of a boundary, and of a fitted curve. */
export const PLANE_CELLS = 24;
export const CURVE_CELLS = 80;

/** One training of a sweep. */
export interface SweptRun {
  value: number;
  settings: TrainingHow;
  document: Graph;
  course: Course;
  surface: Float32Array | null;
  /** How far it has come, from 0 to 1. */
  done: number;
  diverged: boolean;
}

interface Sweep {
  open: boolean;
  phase: "ready" | "running" | "over";
  /** What it goes over, once it has begun. */
  axis: SweepAxis | null;
  grid: Grid | null;
  /** How many steps each run takes. */
  steps: number;
  runs: readonly SweptRun[];
  message: string | null;
}

const closed: Sweep = {
  open: false,
  phase: "ready",
  axis: null,
  grid: null,
  steps: 1,
  runs: [],
  message: null,
};

export const useSweep = create<Sweep>()(() => closed);

let training: LocalTraining | null = null;

function release(): void {
  training?.close();
  training = null;
}

export function openSweep(): void {
  useSweep.setState({ ...closed, open: true });
}

export function closeSweep(): void {
  release();
  useSweep.setState(closed);
}

/** Lets the runs stand as they are. */
export function stopSweep(): void {
  if (useSweep.getState().phase === "running") useSweep.setState({ phase: "over" });
}

/** What can be swept over with a graph, and the refusal where it is none. */
export function axesOfSweep(
  offer: Offer,
  graph: Graph,
  settings: TrainingHow,
): { axes: readonly SweepAxis[]; problem: string | null } {
  try {
    return { axes: offer.sweeps(graph, settings), problem: null };
  } catch (error) {
    return { axes: [], problem: inWords(error) };
  }
}

/** Trains once for each value, in turns, all from the same beginning and over the same minibatches. */
export async function runSweep(
  offer: Offer,
  axis: SweepAxis,
  values: readonly number[],
  epochs: number,
): Promise<void> {
  release();
  const graph = currentGraph();
  const settings = fitTo(useLabSettings.getState()[groundOf()], graph);
  const preview = useData.getState().preview;
  const axes = pictureAxes(useData.getState());
  const grid =
    preview && axes
      ? gridOf(axes, boundsOf(preview, axes), axes.a === axes.b ? CURVE_CELLS : PLANE_CELLS)
      : null;
  try {
    const runs = values.map((value): SweptRun => {
      const variant = offer.variant(graph, settings, axis.id, value);
      return {
        value,
        settings: variant.settings as TrainingHow,
        document: variant.document,
        course: courseOf(new Float64Array()),
        surface: null,
        done: 0,
        diverged: false,
      };
    });
    useSweep.setState({ phase: "running", axis, grid, runs, message: null });
    const mine = await begin(runs);
    if (!mine) return;
    // A schedule is that of the whole training; the sweep goes but so far along it.
    const steps = Math.min(epochs, settings.epochs) * mine.stepsPerEpoch;
    useSweep.setState({ steps });
    await takeTurns(mine, steps);
  } catch (error) {
    release();
    const problems = error instanceof NotTrainable ? error.problems : [];
    useSweep.setState({ phase: "ready", runs: [], message: problems[0]?.message ?? inWords(error) });
  }
}

async function begin(runs: readonly SweptRun[]): Promise<LocalTraining | null> {
  const data = specAsJson();
  const [first, ...others] = runs;
  if (!first) return null;
  const begun = await LocalTraining.begin(first.document, data, JSON.stringify(first.settings));
  if (!useSweep.getState().open || useSweep.getState().runs !== runs) {
    begun.close();
    return null;
  }
  training = begun;
  for (const run of others) await begun.another(run.document, data, JSON.stringify(run.settings));
  return begun;
}

async function takeTurns(mine: LocalTraining, steps: number): Promise<void> {
  const going = () => training === mine && useSweep.getState().phase === "running";
  while (going() && useSweep.getState().runs.some((run) => run.done < 1)) {
    for (let i = 0; i < useSweep.getState().runs.length && going(); i++) {
      const run = useSweep.getState().runs[i];
      if (!run || run.done >= 1) continue;
      const taken = Math.round(run.done * steps);
      const { grid } = useSweep.getState();
      const frame = await mine.advance(i, steps - taken, TURN, grid ? { surface: grid } : {});
      if (training !== mine) return;
      const next: SweptRun = {
        ...run,
        course: courseOf(frame.course),
        surface: frame.surface,
        done: frame.finished || frame.cursor >= steps ? 1 : frame.cursor / steps,
        diverged: frame.divergence !== null,
      };
      useSweep.setState(({ runs }) => ({ runs: runs.map((one, at) => (at === i ? next : one)) }));
    }
  }
  if (training !== mine) return;
  useSweep.setState({ phase: "over" });
  const best = bestOf(useSweep.getState().runs);
  announce(best === null ? "The sweep is over." : `The sweep is over. Best: ${best.value}.`);
}

/** How a run ended: its loss over what is held back where something is, else over what it is trained on. */
export function outcome(run: SweptRun): { loss: number | null; accuracy: number | null; held: boolean } {
  const { heldLoss, heldAccuracy, trainLoss, trainAccuracy } = run.course;
  const held = typeof heldLoss.at(-1) === "number";
  return {
    loss: (held ? heldLoss : trainLoss).at(-1) ?? null,
    accuracy: (held ? heldAccuracy : trainAccuracy).at(-1) ?? null,
    held,
  };
}

/** The run with the least loss in the end, as soon as two can be compared. */
export function bestOf(runs: readonly SweptRun[]): SweptRun | null {
  const ended = runs.flatMap((run) => {
    const { loss } = outcome(run);
    return run.diverged || loss === null || !Number.isFinite(loss) ? [] : [{ run, loss }];
  });
  if (runs.length < 2) return null;
  return ended.sort((a, b) => a.loss - b.loss)[0]?.run ?? null;
}

/** Takes one of the runs into the lab as it stands, with all of its steps; the others are let go. */
export async function continueWith(index: number): Promise<void> {
  const mine = training;
  const run = useSweep.getState().runs[index];
  const axis = useSweep.getState().axis;
  if (!mine || !run || !axis) return;
  useSweep.setState({ phase: "over" });
  await mine.keep(index);
  if (training !== mine) return;
  training = null;
  const ground = groundOf();
  setLab(ground, { optimizer: run.settings.optimizer, penalty: run.settings.penalty });
  useSweep.setState(closed);
  if (axis.id.startsWith("width:")) {
    apply(() => run.document);
    endGesture();
  }
  await adopt(mine, run.settings);
  fillWithFirst();
  announce(`${axis.label} ${run.value}: the run is in the lab.`);
}

// A sweep is of one graph on one data set.
documentStore.subscribe((state, before) => {
  if (useSweep.getState().open && state.key !== before.key) closeSweep();
});
useData.subscribe((state, before) => {
  if (useSweep.getState().open && state.spec !== before.spec) closeSweep();
});
useLab.subscribe((state, before) => {
  if (useSweep.getState().open && state.problems !== before.problems && state.problems.length > 0)
    closeSweep();
});
