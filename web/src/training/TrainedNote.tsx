import { Sparkles } from "lucide-react";
import { useDocument } from "../document/store.ts";
import { nodeLabel } from "../document/types.ts";
import { useLive } from "../engine/live.ts";
import { showTrained, useOverlay } from "../engine/overlay.ts";
import { sizeOf } from "../engine/snapshot.ts";
import { Button } from "../ui/Button.tsx";
import { hideParameters, useRun } from "./serverRun.ts";
import { usePanelShown } from "./settings.ts";
import { IN_PAGE } from "./source.ts";
import "./TrainedNote.css";

/** Says over the canvas that it shows what a run has learned in place of the document's values, and offers the way back. */
export function TrainedNote() {
  const trained = useOverlay((overlay) => overlay.trained);
  const nodes = useDocument((state) => state.graph.nodes);
  const views = useLive((snapshot) => snapshot.nodes);
  const ofServer = useRun((run) => run.phase === "succeeded");
  const panel = usePanelShown((state) => state.shown);
  // A run in the page says so in its panel, as long as that is seen.
  if (!trained || (panel && trained.source === IN_PAGE)) return null;
  const unfit = nodes.filter((node) => {
    const values = trained.values.get(nodeLabel(node));
    const shape = views.get(node.id)?.shape;
    return values && shape && sizeOf(shape) !== values.length;
  });
  return (
    <div className="trainedNote" role="status" data-testid="trained-note">
      <Sparkles size={14} aria-hidden="true" />
      <span>
        Trained values from {trained.source} are shown.
        {unfit.length > 0 && ` Those of ${unfit.map(nodeLabel).join(", ")} no longer fit and are left out.`}
      </span>
      <Button data-testid="drop-trained" onClick={() => (ofServer ? hideParameters() : showTrained(null))}>
        Show the graph's own
      </Button>
    </div>
  );
}
