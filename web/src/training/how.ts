import { type Graph, nodeLabel } from "../document/types.ts";
import type { Setting } from "../engine/catalogue.ts";
import { optimizers } from "../engine/optimizers.ts";

/** How to train, in the engine's own form: it crosses as it stands, into the Worker and to the server. */
export interface TrainingHow {
  optimizer: { name: string; learningRate: number } & Record<string, number | string>;
  schedule: { name: string } & Record<string, number | string>;
  batchSize: number;
  epochs: number;
  seed: number;
  reduction: "mean" | "sum";
  penalty: { kind: string; lambda: number; form: string; parameters: string[] };
  clipNorm: number;
  patience: number;
}

/** What is added to an optimizer as long as nobody has asked for more. */
export const plainHow: Omit<TrainingHow, "optimizer"> = {
  schedule: { name: "constant" },
  batchSize: 16,
  epochs: 400,
  seed: 1,
  reduction: "mean",
  penalty: { kind: "l2", lambda: 0, form: "coupled", parameters: [] },
  clipNorm: 0,
  patience: 0,
};

/** The settings of a kind with their defaults, as plain values. */
export function defaultsOf(settings: readonly Setting[]): Record<string, number | string> {
  return Object.fromEntries(
    settings.flatMap(({ name, default: initial }) =>
      typeof initial === "number" || typeof initial === "string" ? [[name, initial]] : [],
    ),
  );
}

export function optimizerNamed(name: string) {
  return optimizers.find((optimizer) => optimizer.name === name);
}

/** The settings with a penalty on parameters that the graph has; where it has none of them, on all. */
export function fitTo(how: TrainingHow, graph: Graph): TrainingHow {
  const { penalty } = how;
  const here = new Set(graph.nodes.map(nodeLabel));
  const parameters = penalty.parameters.filter((name) => here.has(name));
  return parameters.length === penalty.parameters.length
    ? how
    : { ...how, penalty: { ...penalty, parameters } };
}
