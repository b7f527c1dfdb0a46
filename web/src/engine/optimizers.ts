import * as engine from "chainrule-engine";

export interface Optimizer {
  name: string;
  label: string;
  /** Its step, in TeX. */
  formula: string;
  /** A learning rate to begin with. */
  learningRate: number;
}

/** The engine's optimizers, in the order of the menu. */
export const optimizers: readonly Optimizer[] = JSON.parse(engine.optimizers()) as Optimizer[];
