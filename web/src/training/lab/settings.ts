import { create } from "zustand";
import { persist } from "zustand/middleware";
import { type Graph, nodeLabel } from "../../document/types.ts";
import type { Setting } from "../../engine/catalogue.ts";
import { optimizers } from "../../engine/optimizers.ts";
import { shelved } from "../../ui/shelf.ts";

/** How to train, in the engine's own form: it crosses as it stands. */
export interface LabSettings {
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

/** Which of two ways of training the settings are for: on the graph's own example, or on a data set. */
export type Ground = "example" | "data";

const plain: Omit<LabSettings, "optimizer"> = {
  schedule: { name: "constant" },
  batchSize: 16,
  epochs: 400,
  seed: 1,
  reduction: "mean",
  penalty: { kind: "l2", lambda: 0, form: "coupled", parameters: [] },
  clipNorm: 0,
  patience: 0,
};

interface Kept {
  example: LabSettings;
  data: LabSettings;
  /** Steps of one picture: "slow" lets every one be seen, "fast" as many as the time allows. */
  speed: Speed;
}

export type Speed = "slow" | "calm" | "fast";

/** How to train in the page, as the person chose it last; kept between visits. */
export const useLabSettings = create<Kept>()(
  persist(
    (): Kept => ({
      example: { ...plain, optimizer: { name: "sgd", learningRate: 0.05 }, batchSize: 1, epochs: 100 },
      data: { ...plain, optimizer: { name: "adam", learningRate: 0.02 } },
      speed: "fast",
    }),
    { name: "chainrule.lab", storage: shelved(), version: 1 },
  ),
);

export function setLab(ground: Ground, change: Partial<LabSettings>): void {
  useLabSettings.setState((kept) => ({ [ground]: { ...kept[ground], ...change } }));
}

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
export function fitTo(settings: LabSettings, graph: Graph): LabSettings {
  const { penalty } = settings;
  const here = new Set(graph.nodes.map(nodeLabel));
  const parameters = penalty.parameters.filter((name) => here.has(name));
  return parameters.length === penalty.parameters.length
    ? settings
    : { ...settings, penalty: { ...penalty, parameters } };
}
