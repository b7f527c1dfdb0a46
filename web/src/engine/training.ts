import type { Remote } from "comlink";
import type { Graph } from "../document/types.ts";
import type { Problem } from "./snapshot.ts";
import type { WorkerRun } from "./training.worker.ts";

export interface RunSettings {
  optimizer: string;
  learningRate: number;
  /** How many steps the run has at most. */
  steps: number;
}

export interface Progress {
  step: number;
  /** The loss before the last step. */
  loss: number;
  parameters: Map<string, Float64Array>;
}

/** What stands in the way of a run. */
export class NotTrainable extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems[0]?.message ?? "This graph cannot be trained.");
  }
}

/** A run in a Worker of its own, over the example that the graph itself holds. */
export class LocalTraining {
  private constructor(
    private readonly worker: Worker,
    private readonly run: Remote<WorkerRun>,
  ) {}

  /** Starts the Worker and prepares the run; throws NotTrainable. */
  static async begin(graph: Graph, settings: RunSettings): Promise<LocalTraining> {
    const { wrap } = await import("comlink");
    const worker = new Worker(new URL("./training.worker.ts", import.meta.url), { type: "module" });
    const run = wrap<WorkerRun>(worker);
    const failed = new Promise<never>((_, reject) => {
      worker.onerror = () => reject(new Error("The training could not be loaded: check the connection."));
    });
    const refusal = await Promise.race([run.begin(JSON.stringify(graph), settings), failed]).catch(
      (error) => {
        worker.terminate();
        throw error;
      },
    );
    if (refusal === null) return new LocalTraining(worker, run);
    worker.terminate();
    throw new NotTrainable(problemsOf(refusal));
  }

  advance(count: number): Promise<Progress> {
    return this.run.advance(count) as Promise<Progress>;
  }

  close(): void {
    this.worker.terminate();
  }
}

function problemsOf(refusal: string): Problem[] {
  try {
    return (JSON.parse(refusal) as { problems: Problem[] }).problems;
  } catch {
    return [{ code: "not_trainable", node: null, port: null, line: null, column: null, message: refusal }];
  }
}
