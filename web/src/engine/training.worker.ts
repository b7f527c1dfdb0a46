import { Training } from "chainrule-engine/training";
import { expose, transfer } from "comlink";
import type { Frame, Views } from "./training.ts";

const runs: Training[] = [];

function at(index: number): Training {
  const run = runs[index];
  if (!run) throw new Error(`There is no run ${index}.`);
  return run;
}

/** Does what can be refused; answers the refusal as the engine's JSON, or null. */
function attempt(work: () => Training): string | null {
  try {
    runs.push(work());
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function frame(index: number, views: Views): Frame {
  const run = at(index);
  const from = performance.now();
  const { surface, units } = views;
  const over = (grid: NonNullable<Views["surface"]>) =>
    [grid.a, grid.b, grid.cells, grid.left, grid.right, grid.low, grid.high] as const;
  // What runs the graph over other examples leaves the gradients of the last step as they are.
  const seen: Frame = {
    run: index,
    cursor: run.cursor(),
    head: run.head(),
    start: run.start(),
    finished: run.finished(),
    stoppedEarly: run.stoppedEarly(),
    divergence: run.divergence(),
    now: run.now(),
    course: run.course(),
    parameters: run.parameters(),
    gradients: views.table ? run.gradients() : null,
    updates: views.table ? run.updates() : null,
    norms: views.norms ? run.norms() : null,
    surface: surface ? run.surface(...over(surface)) : null,
    grid: surface ?? null,
    units: units ? run.units(units.node, ...over(units)) : null,
    unitsOf: units?.node ?? null,
    histograms: views.histograms ? run.histograms(views.histograms) : null,
    answers: views.answers ? run.answers(views.answers) : null,
    weights: views.weights ? run.firstWeights() : null,
    lookedFor: 0,
  };
  seen.lookedFor = performance.now() - from;
  const buffers = Object.values(seen).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer] : []));
  return transfer(seen, buffers as ArrayBuffer[]);
}

/** The runs of this Worker, by the order in which they began. */
const laboratory = {
  begin(document: string, data: string, settings: string): string | null {
    return attempt(() => new Training(document, data, settings));
  },

  fork(index: number, settings: string): string | null {
    return attempt(() => at(index).fork(settings));
  },

  about(index: number) {
    const run = at(index);
    return {
      parameters: run.parameterNames(),
      stepsPerEpoch: run.stepsPerEpoch(),
      firstLayer: run.firstLayer(),
    };
  },

  keep(index: number): void {
    const run = at(index);
    runs.splice(0, runs.length, run);
  },

  /** Takes up to so many steps, as far as the time goes, at least one. */
  advance(index: number, steps: number, milliseconds: number, views: Views): Frame {
    const run = at(index);
    const until = performance.now() + milliseconds;
    for (let i = 0; i < steps && !run.finished() && (i === 0 || performance.now() < until); i++) {
      run.advance(1);
    }
    return frame(index, views);
  },

  seek(index: number, step: number, views: Views): Frame {
    at(index).seek(step);
    return frame(index, views);
  },

  look: frame,

  landscape(index: number, kind: string, cells: number, a: number, b: number): Float64Array {
    const numbers = at(index).landscape(kind, cells, a, b);
    return transfer(numbers, [numbers.buffer as ArrayBuffer]);
  },

  slice(index: number, kind: string, places: number, entry: number): Float64Array {
    return at(index).slice(kind, places, entry);
  },

  nextBatch(index: number): Int32Array {
    return at(index).nextBatch();
  },

  example(index: number, row: number): string {
    return at(index).example(row);
  },
};

export type Laboratory = typeof laboratory;

expose(laboratory);
