import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { stopsAsLatex } from "../engine/live.ts";
import { IconButton } from "../ui/Button.tsx";
import { usePlayer } from "./player.ts";

/** Copies the derivation as far as it has come, for a document of one's own. */
export function CopyLatex() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(stopsAsLatex(usePlayer.getState().at)).then(() => setCopied(true));
  return (
    <IconButton
      label={copied ? "Copied" : "Copy the steps as LaTeX"}
      data-testid="copy-steps"
      onClick={() => void copy()}
    >
      {copied ? <Check size={15} /> : <Copy size={15} />}
    </IconButton>
  );
}
