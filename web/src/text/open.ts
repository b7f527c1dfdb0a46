import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { shelf } from "../ui/shelf.ts";
import { useVisit } from "../ui/visit.ts";

interface TextPanelState {
  open: boolean;
  size: number;
}

export const limits = { min: 240, max: 640 };

/** Whether the text stands beside the canvas, and how wide; kept between visits. */
export const useTextPanel = create<TextPanelState>()(
  persist((): TextPanelState => ({ open: useVisit.getState().panels?.has("text") ?? false, size: 340 }), {
    name: "chainrule.text",

    version: 1,
    storage: createJSONStorage(shelf),
  }),
);

export function toggleText(): void {
  useTextPanel.setState(({ open }) => ({ open: !open }));
}
