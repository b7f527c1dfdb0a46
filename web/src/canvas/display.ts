import { create } from "zustand";

/** What the canvas shows beside the numbers; kept between visits. */
export interface Display {
  /** The local derivative on every wire. */
  readonly locals: boolean;
  /** Wires as thick as the gradient that flows back along them. */
  readonly thickness: boolean;
  /** Shapes in place of values on the wires. */
  readonly shapes: boolean;
  readonly minimap: boolean;
}

const KEY = "chainrule.display";
const initial: Display = { locals: false, thickness: false, shapes: false, minimap: false };

function kept(): Display {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Display>;
    return { ...initial, ...stored };
  } catch {
    return initial;
  }
}

export const useDisplay = create<Display>()(() => kept());

export function show(what: keyof Display, shown: boolean): void {
  useDisplay.setState({ [what]: shown });
  try {
    localStorage.setItem(KEY, JSON.stringify(useDisplay.getState()));
  } catch {
    // Then it holds for this visit.
  }
}
