import { create } from "zustand";
import { setSetting } from "../document/commands.ts";
import { apply, currentGraph, documentStore, endGesture } from "../document/store.ts";
import { type Graph, nodeLabel, type SettingValue } from "../document/types.ts";
import { opOf, settingOf, valueSetting } from "../engine/catalogue.ts";
import { useLive } from "../engine/live.ts";
import { showTrained, useOverlay, type Values } from "../engine/overlay.ts";
import { type Problem, sameMeaning } from "../engine/snapshot.ts";
import { LocalTraining, NotTrainable, type Progress } from "../engine/training.ts";
import { inWords } from "../server/request.ts";
import { announce } from "../ui/announce.tsx";
import { nested, shortest } from "./literals.ts";
import { useSettings } from "./settings.ts";

/** A run in the page, on the graph's own example. */
interface LocalRun {
  phase: "ready" | "starting" | "running" | "paused" | "finished" | "stopped";
  step: number;
  steps: readonly number[];
  losses: readonly number[];
  message: string | null;
  problems: readonly Problem[];
}

const ready: LocalRun = { phase: "ready", step: 0, steps: [], losses: [], message: null, problems: [] };

export const useLocalRun = create<LocalRun>()(() => ready);

/** Parameters of more entries than this stay out of the document. */
const KEEP_LIMIT = 256;
/** Frames that a run takes at most, so that a long one does not take long. */
const FRAMES = 400;
/** What the values of such a run are called. */
export const SOURCE = "training in this page";

let training: LocalTraining | null = null;
let trained: Graph | null = null;
let latest: Values | null = null;

async function begin(): Promise<LocalTraining | null> {
  if (training) return training;
  const graph = currentGraph();
  useLocalRun.setState({ ...ready, phase: "starting" });
  try {
    const begun = await LocalTraining.begin(graph, useSettings.getState().here);
    if (!sameMeaning(graph, currentGraph())) {
      begun.close();
      useLocalRun.setState(ready);
      return null;
    }
    training = begun;
    trained = graph;
    const loss = lossNow();
    useLocalRun.setState({
      phase: "paused",
      ...(loss === null ? {} : { steps: [0], losses: [loss] }),
    });
    return begun;
  } catch (error) {
    const problems = error instanceof NotTrainable ? error.problems : [];
    useLocalRun.setState({ ...ready, message: inWords(error), problems });
    return null;
  }
}

function hear(progress: Progress): void {
  const { steps, losses } = useLocalRun.getState();
  const { steps: most } = useSettings.getState().here;
  latest = progress.parameters;
  showTrained({ source: SOURCE, values: progress.parameters });
  // The engine tells the loss before its last step; what the canvas shows is the one after it.
  const loss = lossNow() ?? progress.loss;
  useLocalRun.setState({
    step: progress.step,
    steps: [...steps, progress.step],
    losses: [...losses, loss],
  });
  if (!Number.isFinite(loss)) {
    finish(
      "stopped",
      "The loss is no longer a finite number: the run diverged. Try a smaller learning rate.",
    );
  } else if (progress.step >= most) {
    finish("finished", null);
    if (keepable().complete) keepValues();
  }
}

/** The loss as the canvas shows it. */
function lossNow(): number | null {
  const { loss, nodes } = useLive.getState();
  return loss === null ? null : (nodes.get(loss)?.value?.data[0] ?? null);
}

function finish(phase: "finished" | "stopped", message: string | null): void {
  close();
  useLocalRun.setState({ phase, message });
  announce(message ?? "Training finished.");
}

function close(): void {
  training?.close();
  training = null;
  trained = null;
}

export async function stepOnce(): Promise<void> {
  if (isBusy()) return;
  const run = await begin();
  if (!run) return;
  const progress = await run.advance(1);
  if (training === run) hear(progress);
}

export async function runOn(): Promise<void> {
  if (isBusy()) return;
  const run = await begin();
  if (!run) return;
  useLocalRun.setState({ phase: "running" });
  const stride = Math.max(1, Math.ceil(useSettings.getState().here.steps / FRAMES));
  while (training === run && useLocalRun.getState().phase === "running") {
    const progress = await run.advance(stride);
    if (training !== run) return;
    hear(progress);
    await new Promise((next) => requestAnimationFrame(next));
  }
}

function isBusy(): boolean {
  const { phase } = useLocalRun.getState();
  return phase === "starting" || phase === "running";
}

export function pause(): void {
  if (useLocalRun.getState().phase === "running") useLocalRun.setState({ phase: "paused" });
}

/** Back to the values of the document. */
export function reset(): void {
  close();
  latest = null;
  if (useOverlay.getState().trained?.source === SOURCE) showTrained(null);
  useLocalRun.setState(ready);
}

/** The parameters that can be written into the document, and whether these are all, given there as numbers. */
function keepable(): { values: Map<string, { setting: string; value: SettingValue }>; complete: boolean } {
  const values = new Map<string, { setting: string; value: SettingValue }>();
  const { nodes } = useLive.getState();
  let complete = true;
  for (const node of currentGraph().nodes) {
    const data = latest?.get(nodeLabel(node));
    const setting = valueSetting(opOf(node.op));
    const shape = nodes.get(node.id)?.shape;
    if (!data) continue;
    if (!setting || !shape || data.length > KEEP_LIMIT || !data.every(Number.isFinite)) {
      complete = false;
      continue;
    }
    complete &&= settingOf(node, setting) !== null;
    values.set(node.id, { setting: setting.name, value: nested(Array.from(data, shortest), shape) });
  }
  return { values, complete };
}

export function canKeep(): boolean {
  return latest !== null && keepable().values.size > 0;
}

/** Writes what was learned into the document, as one step that can be undone. */
export function keepValues(): void {
  const { values } = keepable();
  if (values.size === 0) return;
  const { phase } = useLocalRun.getState();
  close();
  latest = null;
  apply((graph) => {
    let next = graph;
    for (const [id, { setting, value }] of values) next = setSetting(next, id, setting, value);
    return next;
  });
  endGesture();
  if (useOverlay.getState().trained?.source === SOURCE) showTrained(null);
  useLocalRun.setState({
    phase: phase === "stopped" ? "stopped" : "finished",
    message: "The values are in the graph now. Undo takes them back.",
  });
  announce("The trained values are kept in the graph.");
}

// A graph that means something else now is trained from its beginning.
documentStore.subscribe((state, before) => {
  if (state.key !== before.key) {
    close();
    latest = null;
    useLocalRun.setState(ready, true);
  } else if (trained && !sameMeaning(trained, state.graph)) {
    reset();
    useLocalRun.setState({ message: "The graph was changed: training begins anew with it." });
  }
});
