import type { Op } from "../engine/catalogue.ts";

/** An op's symbol on its tile, tinted by the part it plays. */
export function OpSymbol({ op }: { op: Op }) {
  return (
    <span
      className="opSymbol"
      data-role={op.role}
      data-size={op.symbol.length > 5 ? "tiny" : op.symbol.length > 3 ? "small" : undefined}
      aria-hidden="true"
    >
      {op.symbol}
    </span>
  );
}
