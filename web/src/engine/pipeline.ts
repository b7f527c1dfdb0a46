import type { Graph } from "../document/types.ts";

/** Something that a model can be built from. */
export interface PipelineChoice {
  readonly id: string;
  readonly label: string;
  readonly note: string;
}

/** A model from its assumptions to its graph. */
export interface Pipeline {
  /** The data set that it is fitted to. */
  readonly data: string;
  /** A learning rate that comes down where the losses of its examples are added up. */
  readonly rate: number;
  readonly lines: readonly { readonly says: string; readonly tex: string }[];
  readonly document: Graph;
}

export interface Assumptions {
  readonly likelihood: string;
  readonly prior: string;
  readonly hidden: boolean;
  readonly lambda: number;
}

export interface Builder {
  readonly likelihoods: readonly PipelineChoice[];
  readonly priors: readonly PipelineChoice[];
  build(assumptions: Assumptions): Pipeline;
}

let builder: Promise<Builder> | null = null;

/** The builder's part of the engine is loaded when it opens. */
export function modelBuilder(): Promise<Builder> {
  builder ??= import("chainrule-engine/training").then((engine) => ({
    ...(JSON.parse(engine.pipelineChoices()) as Pick<Builder, "likelihoods" | "priors">),
    build: ({ likelihood, prior, hidden, lambda }) =>
      JSON.parse(engine.pipeline(likelihood, prior, hidden, lambda)) as Pipeline,
  }));
  return builder;
}
