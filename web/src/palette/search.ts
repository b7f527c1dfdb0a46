import { type Op, placeable } from "../engine/catalogue.ts";

/** The ops that answer to a search, the closest first; all of them, in the catalogue's order, when nothing is searched. */
export function searchOps(query: string, ops: readonly Op[] = placeable): Op[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return [...ops];
  return ops
    .map((op) => ({ op, rank: rankOf(op, query.trim(), wanted) }))
    .filter(({ rank }) => rank < 9)
    .sort((a, b) => a.rank - b.rank)
    .map(({ op }) => op);
}

function rankOf(op: Op, query: string, wanted: string): number {
  const label = op.label.toLowerCase();
  const names = [op.id, op.callName.toLowerCase(), label];
  if (names.includes(wanted) || op.symbol === query) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (label.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 2;
  if (names.some((name) => name.includes(wanted))) return 3;
  if (op.summary.toLowerCase().includes(wanted)) return 4;
  return 9;
}
