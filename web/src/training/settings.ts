import { create } from "zustand";
import { persist } from "zustand/middleware";
import { optimizers } from "../engine/optimizers.ts";
import { shelved } from "../ui/shelf.ts";

interface ServerSettings {
  optimizer: string;
  learningRate: number;
  batchSize: number;
  epochs: number;
  seed: number;
  /** The digits to learn from; none for all. */
  classes: readonly number[];
}

/** How to train, as the person chose it last; kept between visits. */
interface Settings {
  /** Until the person decides, the graph decides: one that reads digits trains on the server. */
  where: "here" | "server" | "auto";
  server: ServerSettings;
}

const first = optimizers[0];
const adam = optimizers.find(({ name }) => name === "adam") ?? first;

export const useSettings = create<Settings>()(
  persist(
    (): Settings => ({
      where: "auto",
      server: {
        optimizer: adam?.name ?? "",
        learningRate: adam?.learningRate ?? 0.001,
        batchSize: 64,
        epochs: 1,
        seed: 1,
        classes: [],
      },
    }),
    {
      name: "chainrule.training",
      storage: shelved(),
      version: 1,
      // What was kept before a setting was there has that setting's default.
      merge: (kept, fresh) => {
        const { where, server } = { ...fresh, ...(kept as Partial<Settings>) };
        return { where, server: { ...fresh.server, ...server } };
      },
    },
  ),
);

export function setServer(change: Partial<Settings["server"]>): void {
  useSettings.setState(({ server }) => ({ server: { ...server, ...change } }));
}

/** Whether the panel is seen, or folded away. */
export const usePanelShown = create<{ shown: boolean }>()(() => ({ shown: false }));
