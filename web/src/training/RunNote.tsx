import { X } from "lucide-react";
import { Button, IconButton } from "../ui/Button.tsx";
import { openRun, runOfPath, useRunAddress } from "./runAddress.ts";
import "./TrainedNote.css";

/** Over the canvas: why the run of the address could not be opened. */
export function RunNote() {
  const problem = useRunAddress((state) => state.problem);
  const id = runOfPath(location.pathname);
  if (problem === null) return null;
  return (
    <div className="trainedNote runNote" role="alert" data-testid="run-problem">
      <span>The run could not be opened. {problem}</span>
      {id !== null && <Button onClick={() => void openRun(id)}>Try again</Button>}
      <IconButton label="Dismiss" onClick={() => useRunAddress.setState({ problem: null })}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
