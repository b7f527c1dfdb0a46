import type { DataSpec } from "../../engine/datasets.ts";
import { shelf } from "../../ui/shelf.ts";

const KEY = "chainrule.lab.data";
/** Documents whose data is kept. */
const MOST = 12;
/** Characters of one: a table of some thousand rows. Larger data is forgotten with the page. */
const LONGEST = 200_000;

type Kept = [key: string, spec: DataSpec][];

function read(storage: Storage): Kept {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? "[]") as Kept;
    return Array.isArray(kept) ? kept.filter((one) => Array.isArray(one) && isSpec(one[1])) : [];
  } catch {
    return [];
  }
}

function isSpec(spec: unknown): spec is DataSpec {
  return typeof spec === "object" && spec !== null && typeof (spec as DataSpec).source === "string";
}

/** The data that was chosen last for a document, in this visit or an earlier one. */
export function keptData(document: string, storage: Storage = shelf()): DataSpec | null {
  return read(storage).find(([key]) => key === document)?.[1] ?? null;
}

/** Keeps what was chosen for a document. A browser without room for it forgets it: no reason to stop. */
export function keepData(document: string, spec: DataSpec, storage: Storage = shelf()): void {
  const others = read(storage).filter(([key]) => key !== document);
  const fits = JSON.stringify(spec).length <= LONGEST;
  try {
    storage.setItem(KEY, JSON.stringify(fits ? [[document, spec], ...others].slice(0, MOST) : others));
  } catch {
    // See above.
  }
}
