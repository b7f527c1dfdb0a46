import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { IconButton } from "../../ui/Button.tsx";
import { turnToBatch, turnToRow, usePager } from "./pager.ts";

/** Which example the canvas shows: the one before, the next, or the mean over the next minibatch. */
export function Pager({ size }: { size: number }) {
  const { row, batch } = usePager();
  return (
    <span className="timeBar-pager">
      <IconButton label="Previous example" onClick={() => turnToRow((row ?? 0) - 1)}>
        <ChevronLeft size={16} />
      </IconButton>
      <span className="numeric" data-testid="example-shown">
        {batch > 0 ? `mean of ${batch}` : row === null ? "example" : `${row + 1} of ${size}`}
      </span>
      <IconButton
        label="Next example"
        data-testid="next-example"
        onClick={() => turnToRow(row === null ? 0 : row + 1)}
      >
        <ChevronRight size={16} />
      </IconButton>
      <IconButton
        label="Mean over the next minibatch"
        data-testid="batch-mean"
        pressed={batch > 0}
        onClick={() => (batch > 0 ? turnToRow(0) : void turnToBatch())}
      >
        <span className="timeBar-mean" aria-hidden="true">
          x̄
        </span>
      </IconButton>
      {(row !== null || batch > 0) && (
        <IconButton label="Show no example" onClick={() => turnToRow(null)}>
          <X size={14} />
        </IconButton>
      )}
    </span>
  );
}
