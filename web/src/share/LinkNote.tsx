import { Link, X } from "lucide-react";
import { useState } from "react";
import { linkOfKey } from "../document/local.ts";
import { useDocument } from "../document/store.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { useVisit } from "../ui/visit.ts";
import { openOriginal, tryAgain, useOpening } from "./opening.ts";
import "./LinkNote.css";

/** Over the canvas: that the graph came from a link and edits are one's own, or why a link could not be opened. */
export function LinkNote() {
  const { phase, message, own, carried } = useOpening();
  const { kept } = useVisit();
  const key = useDocument((state) => state.key);
  const [dismissed, setDismissed] = useState<string | null>(null);

  if (phase === "opening") {
    return (
      <p className="linkNote" role="status">
        Opening the link …
      </p>
    );
  }
  if (phase === "failed") {
    return (
      <div className="linkNote linkNote-problem" role="alert" data-testid="link-problem">
        <span>The link could not be opened. {message}</span>
        <Button onClick={() => void tryAgain()}>Try again</Button>
        <IconButton label="Dismiss" onClick={() => useOpening.setState({ phase: "none", message: null })}>
          <X size={14} />
        </IconButton>
      </div>
    );
  }
  const id = linkOfKey(key);
  // Who only reads has that said in the bar above.
  if (!kept || (id === null && !carried) || dismissed === key) return null;
  return (
    <div className="linkNote" role="status" data-testid="link-note">
      <Link size={14} aria-hidden="true" />
      {own && id !== null ? (
        <>
          <span>Your version of a graph from a link.</span>
          <Button data-testid="open-original" onClick={() => void openOriginal(id)}>
            Open the original
          </Button>
        </>
      ) : (
        <span>From a link. What you change is yours; the link stays as it is.</span>
      )}
      <IconButton label="Dismiss this note" onClick={() => setDismissed(key)}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
