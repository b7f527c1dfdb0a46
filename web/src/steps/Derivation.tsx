import { useEffect, useRef, useState } from "react";
import type { Walk } from "../engine/walk.ts";
import { Button } from "../ui/Button.tsx";
import { usePlayer } from "./player.ts";
import { StopLine } from "./StopLine.tsx";
import "./Derivation.css";

/** So many lines before the current one are set; more when asked for. */
const LINES = 40;

/** The derivation as far as it has come: a line for each stop, the last one current. */
export function Derivation({ walk }: { walk: Walk }) {
  const at = usePlayer((player) => player.at);
  const [lines, setLines] = useState(LINES);
  const first = Math.max(0, at + 1 - lines);
  const reached = walk.stops.slice(first, at + 1).map((stop, i) => ({ stop, index: first + i }));
  const passes = (["forward", "backward"] as const).map((pass) => ({
    pass,
    lines: reached.filter(({ stop }) => stop.pass === pass),
  }));
  const { frame, content, release } = useLastInSight(at);
  return (
    <div ref={frame} className="derivation" onWheel={release} onTouchMove={release}>
      <div ref={content}>
        {first > 0 && (
          <Button className="derivation-earlier" onClick={() => setLines(lines + LINES)}>
            Show {Math.min(first, LINES)} earlier steps
          </Button>
        )}
        {passes.map(
          (section) =>
            section.lines.length > 0 && (
              <section key={section.pass}>
                <h3 className={`derivation-pass derivation-${section.pass}`}>
                  {section.pass === "forward" ? "Forward pass" : "Backward pass"}
                </h3>
                <ol>
                  {section.lines.map(({ stop, index }) => (
                    <StopLine
                      key={`${stop.pass} ${stop.nodes[0]}`}
                      stop={stop}
                      index={index}
                      current={index === at}
                    />
                  ))}
                </ol>
              </section>
            ),
        )}
      </div>
    </div>
  );
}

/** Keeps the last line in sight while formulas are still being set, until the person scrolls away. */
function useLastInSight(at: number) {
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const held = useRef(true);
  const scroll = useRef(() => {
    if (held.current && frame.current) frame.current.scrollTop = frame.current.scrollHeight;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every step.
  useEffect(() => {
    held.current = true;
    scroll.current();
  }, [at]);
  useEffect(() => {
    if (!content.current) return;
    const observer = new ResizeObserver(() => scroll.current());
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);
  return {
    frame,
    content,
    release: () => {
      held.current = false;
    },
  };
}
