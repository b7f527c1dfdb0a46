import { showBatch, showExample } from "../../engine/overlay.ts";
import type { Slice } from "../../engine/training.ts";
import { begun, running } from "./lab.ts";
import { useLab } from "./state.ts";

/** The loss around where the run stands, as the engine tells it; null where there is no run. */
export async function landscape(
  kind: string,
  cells: number,
  first: number,
  second: number,
): Promise<Float64Array | null> {
  return running()?.landscape(useLab.getState().current, kind, cells, first, second) ?? null;
}

/** The loss along one direction from there. */
export async function lossAlong(kind: string, places: number, at: number): Promise<Slice | null> {
  return running()?.lossAlong(useLab.getState().current, kind, places, at) ?? null;
}

/** What a parameter holds where the run stands. */
export function parameterNow(name: string): Float64Array | null {
  const { frame } = useLab.getState();
  return frame ? (running()?.slice(frame.parameters, name) ?? null) : null;
}

/** Shows an example of the data on the canvas; null shows the graph's own again. */
export async function showRow(row: number | null): Promise<void> {
  if (row === null) {
    showExample(null);
    return;
  }
  const run = await begun();
  const values = await run?.example(row);
  if (values && running() === run) showExample({ source: `example ${row + 1}`, values });
}

/** Examples of a minibatch that are shown at most: each is a pass over the whole graph. */
const MOST_SHOWN = 64;

/** Shows the means over the minibatch that comes next; answers how many examples it has. */
export async function showNextBatch(): Promise<number> {
  const run = await begun();
  if (!run) return 0;
  const rows = (await run.nextBatch(useLab.getState().current)).subarray(0, MOST_SHOWN);
  const examples = await Promise.all(Array.from(rows, (row) => run.example(row)));
  if (running() !== run) return 0;
  showBatch(examples.length > 0 ? { source: `a minibatch of ${examples.length}`, examples } : null);
  return examples.length;
}
