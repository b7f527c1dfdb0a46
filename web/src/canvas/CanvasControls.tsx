import { useStore } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../ui/Button.tsx";
import { ViewMenu } from "./ViewMenu.tsx";
import { fitAll, zoomIn, zoomOut, zoomToLifeSize } from "./viewport.ts";

/** Zoom, at the lower right of the canvas. */
export function CanvasControls({ viewItems }: { viewItems?: ReactNode }) {
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className="canvasControls" role="toolbar" aria-label="View">
      <ViewMenu>{viewItems}</ViewMenu>
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
