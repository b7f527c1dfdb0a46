import { Code } from "lucide-react";
import { IconButton } from "../ui/Button.tsx";
import { toggleText, useTextPanel } from "./open.ts";

/** Shows the graph as text beside the canvas. */
export function TextButton() {
  const open = useTextPanel((state) => state.open);
  return (
    <IconButton label="Text of the graph" data-testid="toggle-text" pressed={open} onClick={toggleText}>
      <Code size={17} />
    </IconButton>
  );
}
