import { useSyncExternalStore } from "react";
import { shelf } from "./shelf.ts";

export type Theme = "light" | "dark";

/** What a person has chosen; "system" follows the system as it changes. */
export const themeChoices = ["light", "dark", "system"] as const;

export type ThemeChoice = (typeof themeChoices)[number];

const KEY = "chainrule.theme";
const listeners = new Set<() => void>();

function current(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

const prefersDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

/** Chooses a theme for good, or follows the system, as until the first choice (public/theme.js). */
export function setTheme(choice: ThemeChoice): void {
  try {
    if (choice === "system") shelf().removeItem(KEY);
    else shelf().setItem(KEY, choice);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  show(choice === "system" ? (prefersDark() ? "dark" : "light") : choice);
}

function chosen(): ThemeChoice {
  try {
    const kept = shelf().getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return current();
  }
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, chosen);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const system = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (chosen() === "system") show(system.matches ? "dark" : "light");
  };
  system.addEventListener("change", follow);
  return () => {
    listeners.delete(listener);
    system.removeEventListener("change", follow);
  };
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, current);
}
