import { create } from "zustand";
import { persist } from "zustand/middleware";
import { shelved } from "./shelf.ts";

/** Auto writes very small and very large numbers with an exponent; fixed none; scientific all. */
export const notations = ["auto", "fixed", "scientific"] as const;

export type Notation = (typeof notations)[number];

export interface NumberFormat {
  /** Significant digits. */
  readonly digits: number;
  readonly notation: Notation;
}

export const digitRange = { min: 2, max: 8 };

export const usualFormat: NumberFormat = { digits: 4, notation: "auto" };

/**
 * How a person wants numbers written; kept between visits. Whatever shows a number and is not drawn again with the page
 * (a memo, a store's selector) asks for this, so that it follows a change at once.
 */
export const useNumberFormat = create<NumberFormat>()(
  persist((): NumberFormat => usualFormat, { name: "chainrule.numbers", storage: shelved(), version: 1 }),
);

export function setNumberFormat(format: Partial<NumberFormat>): void {
  useNumberFormat.setState(format);
}
