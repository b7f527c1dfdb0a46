import { create } from "zustand";
import { persist } from "zustand/middleware";

interface TextPanelState {
  open: boolean;
  size: number;
}

export const limits = { min: 240, max: 640 };

/** Whether the text stands beside the canvas, and how wide; kept between visits. */
export const useTextPanel = create<TextPanelState>()(
  persist((): TextPanelState => ({ open: false, size: 340 }), { name: "chainrule.text", version: 1 }),
);

export function toggleText(): void {
  useTextPanel.setState(({ open }) => ({ open: !open }));
}
