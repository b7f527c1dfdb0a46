import * as engine from "chainrule-engine";
import type { Setting } from "./catalogue.ts";

export interface Optimizer {
  name: string;
  label: string;
  /** Its step, in TeX. */
  formula: string;
  /** A learning rate to begin with. */
  learningRate: number;
  /** What else can be set. */
  settings: readonly Setting[];
}

/** The engine's optimizers, in the order of the menu. */
export const optimizers: readonly Optimizer[] = JSON.parse(engine.optimizers()) as Optimizer[];
