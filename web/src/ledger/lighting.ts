import { useEffect } from "react";
import { shine } from "../engine/spotlight.ts";
import type { LedgerRow } from "../engine/walk.ts";

/** Lights one path on the canvas, from the node to the loss. */
export function lightPath(row: LedgerRow | undefined): void {
  shine(
    "ledger",
    row
      ? {
          nodes: new Set(row.nodes),
          wires: new Set(row.wires),
          tone: "backward",
        }
      : null,
  );
}

/** The light is on the row that is pointed at, else on the pinned one; it goes out with the ledger. */
export function useLight(rows: readonly LedgerRow[], pointed: number | null, pinned: number | null): void {
  const row = rows[pointed ?? pinned ?? -1];
  useEffect(() => lightPath(row), [row]);
  useEffect(() => () => lightPath(undefined), []);
}
