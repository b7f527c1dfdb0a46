import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { shelf } from "../ui/shelf.ts";
import { useVisit } from "../ui/visit.ts";

interface Layout {
  palette: { open: boolean; size: number };
  /** Unless the person has decided otherwise, the inspector shows while something is selected. */
  inspector: { open: boolean | "auto"; size: number };
  drawer: { open: boolean; size: number; tab: string | null };
  show(panel: Panel, open: boolean | "auto"): void;
  resize(panel: Panel, size: number): void;
  showTab(tab: string): void;
}

export type Panel = "palette" | "inspector" | "drawer";

export const limits: Record<Panel, { min: number; max: number }> = {
  palette: { min: 180, max: 420 },
  inspector: { min: 240, max: 560 },
  drawer: { min: 140, max: 640 },
};

/** Opens a panel of the drawer, and gives it the keyboard once it is there. */
export function goToDrawer(tab: string): void {
  useLayout.getState().showTab(tab);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".drawer-body")?.focus());
}
// An embedding page has chosen the panels that it offers: they stand open.
const { embedded } = useVisit.getState();

/** How the person has arranged the panels; kept between visits. */
export const useLayout = create<Layout>()(
  persist(
    (set) => ({
      palette: { open: embedded || typeof innerWidth === "undefined" || innerWidth >= 900, size: 220 },
      inspector: { open: embedded || "auto", size: embedded ? 260 : 300 },
      drawer: { open: false, size: 368, tab: null },
      show: (panel, open) => set((state) => ({ [panel]: { ...state[panel], open } })),
      resize: (panel, size) => set((state) => ({ [panel]: { ...state[panel], size } })),
      showTab: (tab) => set((state) => ({ drawer: { ...state.drawer, open: true, tab } })),
    }),
    { name: "chainrule.layout", version: 1, storage: createJSONStorage(shelf) },
  ),
);
