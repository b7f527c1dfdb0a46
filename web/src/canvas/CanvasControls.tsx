import { useStore } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "../ui/Button.tsx";
import { fitAll, zoomIn, zoomOut, zoomToLifeSize } from "./viewport.ts";

/** Zoom, at the lower right of the canvas. */
export function CanvasControls() {
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className="canvasControls" role="toolbar" aria-label="Zoom">
      <IconButton label="Zoom out" keys="−" onClick={zoomOut}>
        <Minus size={15} />
      </IconButton>
      <button
        type="button"
        className="canvasControls-zoom"
        aria-label={`${zoom}%, back to life size`}
        onClick={zoomToLifeSize}
      >
        {zoom}%
      </button>
      <IconButton label="Zoom in" keys="+" onClick={zoomIn}>
        <Plus size={15} />
      </IconButton>
      <IconButton label="Show the whole graph" keys="Shift+1" data-testid="fit" onClick={() => fitAll()}>
        <Maximize size={15} />
      </IconButton>
    </div>
  );
}
