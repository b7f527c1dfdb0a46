import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useDocument } from "../document/store.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Splitter } from "../ui/Splitter.tsx";
import { limits, toggleText, useTextPanel } from "./open.ts";
import type { Shown, TextSync } from "./TextSync.ts";
import "./TextPanel.css";

/** The graph as text, beside the canvas; each follows the other. */
export function TextPanel() {
  const { open, size } = useTextPanel();
  if (!open) return null;
  return (
    <aside
      className="textPanel"
      aria-label="Text of the graph"
      style={{ width: size }}
      data-testid="text-panel"
    >
      <Splitter
        label="Width of the text"
        edge="left"
        size={size}
        {...limits}
        onResize={(next) => useTextPanel.setState({ size: next })}
      />
      <header className="textPanel-head">
        <h2>Text</h2>
        <IconButton label="Fold the text" data-testid="fold-text" onClick={toggleText}>
          <X size={15} />
        </IconButton>
      </header>
      <Synced />
    </aside>
  );
}

const nothingShown: Shown = { problems: [], apart: false, failure: null };

function Synced() {
  const place = useRef<HTMLDivElement>(null);
  const sync = useRef<TextSync | null>(null);
  const [{ problems, apart, failure }, setShown] = useState<Shown>(nothingShown);
  const key = useDocument((state) => state.key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another document gets an editor of its own.
  useEffect(() => {
    const frame = place.current;
    if (!frame) return;
    let gone = false;
    void Promise.all([import("./editor.ts"), import("./TextSync.ts")]).then(([{ createEditor }, text]) => {
      if (!gone) sync.current = new text.TextSync((ears) => createEditor(frame, "", ears), setShown);
    });
    return () => {
      gone = true;
      sync.current?.end();
      sync.current = null;
      setShown(nothingShown);
    };
  }, [key]);

  return (
    <>
      <div ref={place} className="textPanel-editor" />
      <footer className="textPanel-foot" aria-live="polite">
        {failure && <p className="textPanel-problem">{failure}</p>}
        {apart && (
          <div className="textPanel-apart">
            <p>The graph was changed meanwhile; this text is not it.</p>
            <Button data-testid="take-graph" onClick={() => sync.current?.takeGraph()}>
              Show the graph's text
            </Button>
          </div>
        )}
        {problems.length > 0 ? (
          <ul className="textPanel-problems" data-testid="text-problems">
            {problems.map((problem) => (
              <li key={`${problem.line} ${problem.column} ${problem.message}`}>
                <button type="button" onClick={() => sync.current?.go(problem)}>
                  <span className="numeric">
                    {problem.line ?? 1}:{problem.column ?? 1}
                  </span>
                  {problem.message}
                </button>
              </li>
            ))}
          </ul>
        ) : (
          !failure && !apart && <p className="textPanel-note">The graph follows as you type.</p>
        )}
      </footer>
    </>
  );
}
