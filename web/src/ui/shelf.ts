import { createJSONStorage } from "zustand/middleware";
import { useVisit } from "./visit.ts";

/** A storage that is gone with the page. */
class Memory implements Storage {
  [name: string]: unknown;
  private readonly items = new Map<string, string>();

  get length(): number {
    return this.items.size;
  }

  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }

  clear(): void {
    this.items.clear();
  }
}

const memory = { local: new Memory(), tab: new Memory() };

/** Where a page keeps things between visits, or, in a visit that leaves no trace, while it is open. May throw, as browsers do. */
export function shelf(): Storage {
  return useVisit.getState().kept ? localStorage : memory.local;
}

/** The same for this tab alone. */
export function tabShelf(): Storage {
  return useVisit.getState().kept ? sessionStorage : memory.tab;
}

/** The same shelf for a store that keeps its state. */
export function shelved<State>() {
  return createJSONStorage<State>(shelf);
}
