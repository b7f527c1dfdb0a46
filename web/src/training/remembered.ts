import { shelf } from "../ui/shelf.ts";

/** A run of this document, kept in this browser so that a reload finds it again. */
export interface Remembered {
  id: string;
  /** The right to cancel it; empty where it was started elsewhere. */
  token: string;
  /** Whether what it has learned is to be shown. */
  shown: boolean;
}

const key = (document: string) => `chainrule.run.${document}`;

export function recall(document: string, storage: Storage = shelf()): Remembered | null {
  try {
    const kept = JSON.parse(storage.getItem(key(document)) ?? "null") as Remembered | null;
    return kept && typeof kept.id === "string" && typeof kept.token === "string" ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a run, or with null forgets it. A browser without storage forgets at the next reload: no reason to stop. */
export function remember(document: string, run: Remembered | null, storage: Storage = shelf()): void {
  try {
    if (run) storage.setItem(key(document), JSON.stringify(run));
    else storage.removeItem(key(document));
  } catch {
    // See above.
  }
}
