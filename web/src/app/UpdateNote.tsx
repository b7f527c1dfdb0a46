import { X } from "lucide-react";
import { Button, IconButton } from "../ui/Button.tsx";
import { takeUpdate, useUpdate } from "./offline.ts";

/** Quietly: what is open goes on as it is until the person reloads. */
export function UpdateNote() {
  const waiting = useUpdate((state) => state.waiting);
  if (!waiting) return null;
  return (
    <div className="linkNote" role="status" data-testid="update-note">
      <span>A new version is ready.</span>
      <Button data-testid="take-update" onClick={takeUpdate}>
        Reload
      </Button>
      <IconButton label="Later" onClick={() => useUpdate.setState({ waiting: null })}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
