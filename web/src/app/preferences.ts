import { create } from "zustand";
import { persist } from "zustand/middleware";
import { shelved } from "../ui/shelf.ts";

interface Preferences {
  /** Single letters and signs do something, such as O for the outline; off for those who speak to the page or type by accident. */
  letters: boolean;
}

/** What a person has set about the page as a whole; kept between visits. */
export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ letters: true }), {
    name: "chainrule.preferences",
    storage: shelved(),
    version: 1,
  }),
);
