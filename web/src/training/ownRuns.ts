/** A run that was started in this browser. */
export interface OwnRun {
  id: string;
  /** The right to cancel it. */
  token: string;
  /** The key of the document that it was started from. */
  document: string;
  title: string;
  startedAt: number;
}

const KEY = "chainrule.runs";

/** More than these nobody looks for. */
const MOST = 30;

/** The runs of this browser, the newest first. */
export function ownRuns(storage: Storage = localStorage): OwnRun[] {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? "[]") as unknown;
    return Array.isArray(kept) ? kept.filter(isOwnRun) : [];
  } catch {
    return [];
  }
}

/** Keeps a run in the list; one too many pushes the oldest out. */
export function keepOwnRun(run: OwnRun, storage: Storage = localStorage): void {
  const others = ownRuns(storage).filter(({ id }) => id !== run.id);
  write([run, ...others].slice(0, MOST), storage);
}

/** Takes a run out of the list: the server knows it no more. */
export function forgetOwnRun(id: string, storage: Storage = localStorage): void {
  write(
    ownRuns(storage).filter((run) => run.id !== id),
    storage,
  );
}

/** A browser without storage forgets at the next reload: no reason to stop. */
function write(runs: readonly OwnRun[], storage: Storage): void {
  try {
    storage.setItem(KEY, JSON.stringify(runs));
  } catch {
    // See above.
  }
}

function isOwnRun(value: unknown): value is OwnRun {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
}
