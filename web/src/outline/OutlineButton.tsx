import { ListTree } from "lucide-react";
import { IconButton } from "../ui/Button.tsx";
import { closeOutline, focusOutline, useOutline } from "./open.ts";

/** Shows the graph as an outline beside the canvas. */
export function OutlineButton() {
  const open = useOutline((state) => state.open);
  return (
    <IconButton
      label="Outline of the graph"
      keys="O"
      data-testid="toggle-outline"
      pressed={open}
      onClick={open ? closeOutline : focusOutline}
    >
      <ListTree size={17} />
    </IconButton>
  );
}
