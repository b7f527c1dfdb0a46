import { documentStore } from "../../document/store.ts";
import { showExample, showTrained } from "../../engine/overlay.ts";
import { inWords } from "../../server/request.ts";
import {
  type Checkpoints,
  checkpointValues,
  fedImage,
  runCheckpoints,
  type Split,
} from "../../server/runs.ts";
import { announce } from "../../ui/announce.tsx";
import { useRun } from "../serverRun.ts";
import { closed, useMicroscope } from "./state.ts";

/** Checkpoints that were shown, by run and step, the last one used at the end. */
const seen = new Map<string, Map<string, Float64Array>>();
const REMEMBERED = 24;

/** What was asked for last; what comes for an earlier wish is not shown. */
let wish = 0;

/** The first image that is looked at: a run of some digits alone need not have the first of all. */
async function firstImage(run: string, split: Split): Promise<number> {
  try {
    return (await fedImage(run, split, 0)).index;
  } catch {
    return useRun.getState().result?.worst[0]?.index ?? 0;
  }
}

/** Opens the run of the open document at its last checkpoint, with an image. */
export async function openMicroscope(split: Split = "test", index?: number): Promise<void> {
  const { id } = useRun.getState();
  if (id === null) return;
  if (useMicroscope.getState().run !== id) useMicroscope.setState({ ...closed, run: id });
  await refreshCheckpoints();
  if (useMicroscope.getState().step === null) {
    const last = useMicroscope.getState().list?.checkpoints.at(-1);
    if (last) await showCheckpoint(last.step);
  }
  await showImage(split, index ?? (await firstImage(id, split)));
}

/** Asks for the list again: a run under way has more of them by now. */
export async function refreshCheckpoints(): Promise<void> {
  const { run } = useMicroscope.getState();
  if (run === null) return;
  try {
    const list = await runCheckpoints(run);
    if (useMicroscope.getState().run === run) useMicroscope.setState({ list });
  } catch (error) {
    fail(run, error);
  }
}

/** Shows the parameters of a checkpoint on the canvas. */
export async function showCheckpoint(step: number): Promise<void> {
  const { run, list } = useMicroscope.getState();
  if (run === null || !list) return;
  useMicroscope.setState({ step, message: null });
  const mine = ++wish;
  try {
    const values = await valuesAt(run, step, list);
    // While one is fetched the hand may have moved on.
    if (mine !== wish || useMicroscope.getState().run !== run) return;
    showTrained({ source: `run ${run.slice(0, 6)} at step ${step}`, values });
  } catch (error) {
    fail(run, error);
  }
}

async function valuesAt(run: string, step: number, list: Checkpoints): Promise<Map<string, Float64Array>> {
  const key = `${run} ${step}`;
  const values = seen.get(key) ?? (await checkpointValues(run, step, list));
  seen.delete(key);
  seen.set(key, values);
  for (const oldest of seen.keys()) {
    if (seen.size <= REMEMBERED) break;
    seen.delete(oldest);
  }
  return values;
}

/** Shows one of the run's images on the canvas. */
export async function showImage(split: Split, index: number): Promise<void> {
  const { run } = useMicroscope.getState();
  if (run === null) return;
  useMicroscope.setState({ message: null });
  try {
    const image = await fedImage(run, split, index);
    if (useMicroscope.getState().run !== run) return;
    useMicroscope.setState({ split, image });
    const values = new Map(image.sources.map(({ name, values }) => [name, Float64Array.from(values)]));
    showExample({ source: `${nameOf(split)} image ${image.index}`, values });
    announce(`${nameOf(split)} image ${image.index}, a ${image.digit}.`);
  } catch (error) {
    fail(run, error);
  }
}

/** Shows the next mistake in the order of their losses. */
export async function nextMistake(): Promise<void> {
  const worst = useRun.getState().result?.worst ?? [];
  const { split, image } = useMicroscope.getState();
  const at = split === "test" ? worst.findIndex(({ index }) => index === image?.index) : -1;
  const next = worst[(at + 1) % Math.max(1, worst.length)];
  if (next) await showImage("test", next.index);
}

export function closeMicroscope(): void {
  if (useMicroscope.getState().run === null) return;
  useMicroscope.setState(closed, true);
  showExample(null);
}

function nameOf(split: Split): string {
  return split === "train" ? "training" : "test";
}

function fail(run: string, error: unknown): void {
  if (useMicroscope.getState().run === run) useMicroscope.setState({ message: inWords(error) });
}

documentStore.subscribe((state, before) => {
  if (state.key !== before.key) useMicroscope.setState(closed, true);
});
useRun.subscribe((run) => {
  const { run: open } = useMicroscope.getState();
  if (open !== null && run.id !== open) closeMicroscope();
});
