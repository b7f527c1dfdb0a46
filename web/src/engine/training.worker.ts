import { Training } from "chainrule-engine/training";
import { expose, transfer } from "comlink";
import type { Progress, RunSettings } from "./training.ts";

let training: Training | null = null;
let names: string[] = [];

/** The run of this Worker: the training executor on the graph's own example. */
const run = {
  /** Prepares a run; answers what stands in its way as the engine's JSON, or null. */
  begin(document: string, { optimizer, learningRate, steps }: RunSettings): string | null {
    try {
      training = new Training(document, optimizer, learningRate, steps, false);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    names = JSON.parse(training.parameterNames()) as string[];
    return null;
  },

  /** Takes so many steps, fewer at the end. */
  advance(count: number): Progress {
    if (!training) throw new Error("advance() came before begin().");
    const loss = training.step(count);
    const parameters = new Map<string, Float64Array>();
    for (const name of names) parameters.set(name, Float64Array.from(training.parameter(name)));
    return transfer(
      { step: training.stepsDone(), loss, parameters },
      Array.from(parameters.values(), (values) => values.buffer),
    );
  },
};

export type WorkerRun = typeof run;

expose(run);
