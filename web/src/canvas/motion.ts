import { create } from "zustand";

/** Whether cards are on the move, by hand or by themselves: what need not follow at once waits until they rest. */
export const useMotion = create<{ readonly moving: boolean }>()(() => ({ moving: false }));

export function setMoving(moving: boolean): void {
  if (useMotion.getState().moving !== moving) useMotion.setState({ moving });
}
