import { useSyncExternalStore } from "react";
import { shelf } from "./shelf.ts";

export type Theme = "light" | "dark";

const KEY = "chainrule.theme";
const listeners = new Set<() => void>();

function current(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** Chooses a theme for good; until then the system's preference holds (public/theme.js). */
export function setTheme(theme: Theme): void {
  try {
    shelf().setItem(KEY, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  show(theme);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const system = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (!shelf().getItem(KEY)) show(system.matches ? "dark" : "light");
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
