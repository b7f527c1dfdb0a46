import { Minimize2, Presentation } from "lucide-react";
import { IconButton } from "../ui/Button.tsx";
import { useVisit } from "../ui/visit.ts";
import { leave, present } from "./presenting.ts";

export function PresentButton() {
  return (
    <IconButton label="Present" keys="F" data-testid="present" onClick={present}>
      <Presentation size={16} />
    </IconButton>
  );
}

/** In the corner while only the canvas is shown. */
export function LeavePresentation() {
  if (!useVisit((visit) => visit.presenting)) return null;
  return (
    <div className="shell-leave">
      <IconButton label="Leave the presentation" keys="Esc" data-testid="leave-presentation" onClick={leave}>
        <Minimize2 size={16} />
      </IconButton>
    </div>
  );
}
