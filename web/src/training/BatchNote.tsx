import { Sigma } from "lucide-react";
import { showBatch, useOverlay } from "../engine/overlay.ts";
import { Button } from "../ui/Button.tsx";
import "./TrainedNote.css";

/** Says over the canvas that every figure is a mean, and of what the derivations speak. */
export function BatchNote() {
  const batch = useOverlay((overlay) => overlay.batch);
  if (!batch) return null;
  return (
    <div className="trainedNote batchNote" role="status" data-testid="batch-note">
      <Sigma size={14} aria-hidden="true" />
      <span>
        Every value and gradient is the mean over {batch.source}. Formulas and steps are those of its first
        example.
      </span>
      <Button data-testid="drop-batch" onClick={() => showBatch(null)}>
        Show one example
      </Button>
    </div>
  );
}
