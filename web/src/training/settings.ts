import { create } from "zustand";
import { persist } from "zustand/middleware";
import { shelved } from "../ui/shelf.ts";
import { optimizerNamed, plainHow, type TrainingHow } from "./how.ts";

interface ServerSettings {
  how: TrainingHow;
  /** The digits to learn from; none for all. */
  classes: readonly number[];
  /** Steps between two checkpoints; 0 leaves it to the server. */
  checkpointEvery: number;
}

/** How to train, as the person chose it last; kept between visits. */
interface Settings {
  /** Until the person decides, the graph decides: one that reads digits trains on the server. */
  where: "here" | "server" | "auto";
  server: ServerSettings;
}

const fresh: Settings = {
  where: "auto",
  server: {
    how: {
      ...plainHow,
      optimizer: { name: "adam", learningRate: optimizerNamed("adam")?.learningRate ?? 0.001 },
      batchSize: 64,
      epochs: 1,
    },
    classes: [],
    checkpointEvery: 0,
  },
};

/** What an earlier version kept: the numbers beside each other. */
interface Flat {
  optimizer?: string;
  learningRate?: number;
  batchSize?: number;
  epochs?: number;
  seed?: number;
}

/** The settings with what was kept of them; what was kept before a setting was there has that setting's default. */
export function withKept(kept: unknown): Settings {
  const { where = fresh.where, server = {} } = (kept ?? {}) as {
    where?: Settings["where"];
    server?: Partial<Omit<ServerSettings, "how">> & { how?: Partial<TrainingHow> } & Flat;
  };
  const { how, classes, checkpointEvery, optimizer, learningRate, ...flat } = server;
  const first = fresh.server.how.optimizer;
  return {
    where,
    server: {
      how: {
        ...fresh.server.how,
        ...flat,
        ...(optimizer
          ? { optimizer: { name: optimizer, learningRate: learningRate ?? first.learningRate } }
          : {}),
        ...how,
      },
      classes: classes ?? fresh.server.classes,
      checkpointEvery: checkpointEvery ?? fresh.server.checkpointEvery,
    },
  };
}

export const useSettings = create<Settings>()(
  persist((): Settings => fresh, {
    name: "chainrule.training",
    storage: shelved(),
    version: 1,
    merge: withKept,
  }),
);

export function setServer(change: Partial<ServerSettings>): void {
  useSettings.setState(({ server }) => ({ server: { ...server, ...change } }));
}

/** Whether the panel is seen, or folded away. */
export const usePanelShown = create<{ shown: boolean }>()(() => ({ shown: false }));
