import { coverOf, useVeil } from "../engine/veil.ts";
import type { LedgerFactor, LedgerRow } from "../engine/walk.ts";

/** Which of the ledger's figures may be shown: a pass may not have reached them, or they may be asked for. */
export function useCovers(target: string): {
  factor(factor: LedgerFactor): boolean;
  product(row: LedgerRow): boolean;
  gradient: boolean;
} {
  const veil = useVeil();
  const shown = ({ wires }: { wires: readonly string[] }) =>
    wires.every((key) => coverOf(veil, "local", key) === "shown");
  const gradient = coverOf(veil, "gradient", target) === "shown";
  return { factor: shown, gradient, product: (row) => gradient && shown(row) };
}
