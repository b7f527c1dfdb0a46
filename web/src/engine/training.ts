import type { Remote } from "comlink";
import type { Graph } from "../document/types.ts";
import type { Problem } from "./snapshot.ts";
import type { Laboratory } from "./training.worker.ts";

/** A grid over two inputs of the data, by their index; over one where both are the same. */
export interface Grid {
  a: number;
  b: number;
  cells: number;
  left: number;
  right: number;
  low: number;
  high: number;
}

/** What is looked at besides the losses, and so has to be computed. */
export interface Views {
  surface?: Grid | undefined;
  units?: (Grid & { node: string }) | undefined;
  table?: boolean;
  norms?: boolean;
  /** How many bins. */
  histograms?: number;
  /** The images of the weights that meet the input. */
  weights?: boolean;
  /** Rows of the data that are answered. */
  answers?: Int32Array | undefined;
}

/** The numbers of one point of a course, in order; NaN where there is none. */
export const FIGURES = [
  "step",
  "epoch",
  "trainLoss",
  "trainAccuracy",
  "heldLoss",
  "heldAccuracy",
  "rate",
  "gradientNorm",
] as const;

/** A run as it stands at one of its steps. */
export interface Frame {
  run: number;
  cursor: number;
  head: number;
  start: number;
  finished: boolean;
  stoppedEarly: boolean;
  divergence: string | null;
  now: Float64Array;
  course: Float64Array;
  parameters: Float32Array;
  gradients: Float32Array | null;
  updates: Float32Array | null;
  norms: Float64Array | null;
  /** A class and how sure it is for each cell; -1 and a quantity where there are no classes. */
  surface: Float32Array | null;
  grid: Grid | null;
  units: Float32Array | null;
  unitsOf: string | null;
  histograms: string | null;
  weights: Float32Array | null;
  /** A class and how sure it is for each row that was asked for, as in a surface. */
  answers: Float32Array | null;
  /** How long it took to look, in milliseconds. */
  lookedFor: number;
}

/** The weights that meet the input: how many units, and the size of an image of each that is shown. */
export interface FirstLayer {
  name: string;
  units: number;
  shown: number;
  rows: number;
  columns: number;
  /** Whether the images are weighted sums over the plane of two inputs. */
  plane: boolean;
}

/** The loss along one direction, from the left to the right, around where a run stands. */
export interface Slice {
  /** What the parameter holds there; 0 where the direction is no parameter. */
  origin: number;
  /** How far it goes to either side. */
  reach: number;
  loss: number;
  slope: number;
  losses: Float64Array;
}

export interface ParameterInfo {
  name: string;
  shape: number[];
}

/** Why a run left the finite numbers. */
export interface Divergence {
  step: number;
  node: string;
  label: string;
  example: number;
  sentences: string[];
}

/** What stands in the way of a run. */
export class NotTrainable extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems[0]?.message ?? "This graph cannot be trained.");
  }
}

/** A Worker with runs of one graph on one data set: the first, and those that were forked from it. */
export class LocalTraining {
  parameters: readonly ParameterInfo[] = [];
  stepsPerEpoch = 1;
  firstLayer: FirstLayer | null = null;
  private count = 1;

  private constructor(
    private readonly worker: Worker,
    private readonly remote: Remote<Laboratory>,
  ) {}

  /**
   * Starts the Worker and prepares the run; throws NotTrainable. Data and settings are the engine's JSON; the data is
   * empty for the graph's own example.
   */
  static async begin(graph: Graph, data: string, settings: string): Promise<LocalTraining> {
    const { wrap } = await import("comlink");
    const worker = new Worker(new URL("./training.worker.ts", import.meta.url), { type: "module" });
    const remote = wrap<Laboratory>(worker);
    const failed = new Promise<never>((_, reject) => {
      worker.onerror = () => reject(new Error("The training could not be loaded: check the connection."));
    });
    try {
      const refusal = await Promise.race([remote.begin(JSON.stringify(graph), data, settings), failed]);
      if (refusal !== null) throw new NotTrainable(problemsOf(refusal));
      const training = new LocalTraining(worker, remote);
      await training.learn();
      return training;
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  private async learn(): Promise<void> {
    const about = await this.remote.about(0);
    this.parameters = JSON.parse(about.parameters) as ParameterInfo[];
    this.stepsPerEpoch = about.stepsPerEpoch;
    this.firstLayer = about.firstLayer === null ? null : (JSON.parse(about.firstLayer) as FirstLayer);
  }

  /** Another run of its own, from its beginning; answers its number, or throws NotTrainable. */
  async another(graph: Graph, data: string, settings: string): Promise<number> {
    const refusal = await this.remote.begin(JSON.stringify(graph), data, settings);
    if (refusal !== null) throw new NotTrainable(problemsOf(refusal));
    return this.count++;
  }

  /** Lets go of all runs but one, which is then the first. */
  async keep(run: number): Promise<void> {
    await this.remote.keep(run);
    this.count = 1;
    await this.learn();
  }

  advance(run: number, steps: number, milliseconds: number, views: Views): Promise<Frame> {
    return this.remote.advance(run, steps, milliseconds, views) as Promise<Frame>;
  }

  seek(run: number, step: number, views: Views): Promise<Frame> {
    return this.remote.seek(run, step, views) as Promise<Frame>;
  }

  look(run: number, views: Views): Promise<Frame> {
    return this.remote.look(run, views) as Promise<Frame>;
  }

  /** Cells along each axis, how far it goes to the right and up, the losses from below, and the way of the run. */
  landscape(run: number, kind: string, cells: number, a: number, b: number): Promise<Float64Array> {
    return this.remote.landscape(run, kind, cells, a, b);
  }

  /** The loss along "entry", "random" or "downhill", at so many places. */
  async lossAlong(run: number, kind: string, places: number, at: number): Promise<Slice> {
    const numbers = await this.remote.slice(run, kind, places, at);
    const [origin = 0, reach = 1, loss = 0, slope = 0] = numbers;
    return { origin, reach, loss, slope, losses: numbers.subarray(4) };
  }

  /** The rows of the minibatch that comes next. */
  nextBatch(run: number): Promise<Int32Array> {
    return this.remote.nextBatch(run);
  }

  /** A run that goes on from where another stands; answers its number, or throws NotTrainable. */
  async fork(run: number, settings: string): Promise<number> {
    const refusal = await this.remote.fork(run, settings);
    if (refusal !== null) throw new NotTrainable(problemsOf(refusal));
    return this.count++;
  }

  /** An example of the data as values by the names of the sources. */
  async example(row: number): Promise<Map<string, Float64Array>> {
    const values = JSON.parse(await this.remote.example(0, row)) as Record<string, number[]>;
    return new Map(Object.entries(values).map(([name, data]) => [name, Float64Array.from(data)]));
  }

  /** What one of its parameters holds. */
  slice(all: Float32Array, name: string): Float64Array | null {
    let from = 0;
    for (const parameter of this.parameters) {
      const size = parameter.shape.reduce((product, extent) => product * extent, 1);
      if (parameter.name === name) return Float64Array.from(all.subarray(from, from + size));
      from += size;
    }
    return null;
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
