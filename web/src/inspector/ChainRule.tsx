import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import type { GraphNode } from "../document/types.ts";
import { derivation, useLive } from "../engine/live.ts";
import { IconButton } from "../ui/Button.tsx";
import { Tex } from "../ui/Tex.tsx";
import "./ChainRule.css";

/** Graphs of more nodes wait to be asked: their derivations are long. */
const MANY = 100;

/** The chain rule from the loss back to a node, line by line, each with its numbers. */
export function ChainRule({ node }: { node: GraphNode }) {
  // Read anew with every evaluation.
  const size = useLive((snapshot) => snapshot.graph.nodes.length);
  useLive();
  const [open, setOpen] = useState(size <= MANY);
  const answer = open ? derivation(node.id) : null;
  return (
    <details
      className="chainRule"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-testid="chain-rule"
    >
      <summary>Chain rule</summary>
      {answer && (
        <>
          <ol>
            {answer.lines.map((line) => (
              <li key={line.node}>
                <Tex tex={`${line.left} = ${line.tex}`} />
                <Tex tex={`{} = ${line.numbers} = ${line.value}`} />
              </li>
            ))}
          </ol>
          <CopyLatex latex={answer.latex} />
        </>
      )}
    </details>
  );
}

function CopyLatex({ latex }: { latex: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      label={copied ? "Copied" : "Copy as LaTeX"}
      onClick={() => void navigator.clipboard.writeText(latex).then(() => setCopied(true))}
    >
      {copied ? <Check size={14} /> : <Copy size={14} />}
    </IconButton>
  );
}
