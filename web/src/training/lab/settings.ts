import { create } from "zustand";
import { persist } from "zustand/middleware";
import { shelved } from "../../ui/shelf.ts";
import { plainHow, type TrainingHow } from "../how.ts";

/** Which of two ways of training the settings are for: on the graph's own example, or on a data set. */
export type Ground = "example" | "data";

interface Kept {
  example: TrainingHow;
  data: TrainingHow;
  /** Steps of one picture: "slow" lets every one be seen, "fast" as many as the time allows. */
  speed: Speed;
}

export type Speed = "slow" | "calm" | "fast";

/** How to train in the page, as the person chose it last; kept between visits. */
export const useLabSettings = create<Kept>()(
  persist(
    (): Kept => ({
      example: { ...plainHow, optimizer: { name: "sgd", learningRate: 0.05 }, batchSize: 1, epochs: 100 },
      data: { ...plainHow, optimizer: { name: "adam", learningRate: 0.02 } },
      speed: "fast",
    }),
    { name: "chainrule.lab", storage: shelved(), version: 1 },
  ),
);

export function setLab(ground: Ground, change: Partial<TrainingHow>): void {
  useLabSettings.setState((kept) => ({ [ground]: { ...kept[ground], ...change } }));
}
