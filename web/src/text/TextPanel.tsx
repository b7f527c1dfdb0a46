import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { documentStore, useDocument } from "../document/store.ts";
import type { Problem } from "../engine/snapshot.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Splitter } from "../ui/Splitter.tsx";
import type { Editor } from "./editor.ts";
import { limits, toggleText, useTextPanel } from "./open.ts";
import { applyText, rest, says, textOf } from "./sync.ts";
import "./TextPanel.css";

/** The typing rests so long before it is read. */
const PAUSE = 250;

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

function Synced() {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const takeGraph = useRef<() => void>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [apart, setApart] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const key = useDocument((state) => state.key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another document gets an editor with a history of its own.
  useEffect(() => {
    const frame = place.current;
    if (!frame) return;
    let gone = false;
    let broken = false;
    let stop = () => {};

    const settle = (found: readonly Problem[]) => {
      broken = found.length > 0;
      setProblems(found);
      editor.current?.mark(found);
    };
    const read = () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      if (!editor.current) return;
      settle(applyText(editor.current.text()));
      setApart(false);
    };
    const write = () => {
      const answer = textOf(documentStore.getState().graph);
      setFailure("problem" in answer ? answer.problem : null);
      if ("text" in answer) editor.current?.write(answer.text);
      clearTimeout(timer.current);
      timer.current = undefined;
      settle([]);
      setApart(false);
    };
    takeGraph.current = write;

    void import("./editor.ts").then(({ createEditor }) => {
      if (gone) return;
      editor.current = createEditor(frame, "", {
        onType() {
          clearTimeout(timer.current);
          timer.current = setTimeout(read, PAUSE);
        },
        onBlur() {
          if (timer.current) read();
          rest();
        },
      });
      write();
      stop = documentStore.subscribe((state, before) => {
        const here = editor.current;
        if (state.graph === before.graph || state.key !== before.key || !here) return;
        // What is being typed, and what cannot be read, is the person's: it is not written over.
        if (timer.current || broken) setApart(true);
        else if (!says(here.text())) write();
      });
    });
    return () => {
      gone = true;
      stop();
      if (timer.current) read();
      editor.current?.destroy();
      editor.current = null;
      setProblems([]);
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
            <Button data-testid="take-graph" onClick={() => takeGraph.current?.()}>
              Show the graph's text
            </Button>
          </div>
        )}
        {problems.length > 0 ? (
          <ul className="textPanel-problems" data-testid="text-problems">
            {problems.map((problem) => (
              <li key={`${problem.line} ${problem.column} ${problem.message}`}>
                <button type="button" onClick={() => editor.current?.go(problem)}>
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
