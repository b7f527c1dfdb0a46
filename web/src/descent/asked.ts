import { create } from "zustand";

/** Counts how often the builder has asked for the panel of gradient descent; the shell opens it. */
export const useDescentAsked = create<{ times: number }>()(() => ({ times: 0 }));

export function askForDescent(): void {
  useDescentAsked.setState(({ times }) => ({ times: times + 1 }));
}
