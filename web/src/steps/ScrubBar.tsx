import { type PointerEvent, useRef } from "react";
import { useDocument } from "../document/store.ts";
import { spokenName } from "../engine/edit.ts";
import type { Walk } from "../engine/walk.ts";
import { go, usePlayer } from "./player.ts";

/** More ticks than this would be a grey bar. */
const TICKS = 150;

/** Both passes as one bar, forward and backward, a tick a step: dragged, clicked, or moved with the arrow keys. */
export function ScrubBar({ walk, label }: { walk: Walk; label: string }) {
  const at = usePlayer((player) => player.at);
  const bar = useRef<HTMLDivElement>(null);
  const count = walk.stops.length;
  const place = (index: number) => `${(100 * (index + 0.5)) / count}%`;
  const stop = walk.stops[at];
  const name = useDocument((state) => {
    const node = state.graph.nodes.find((other) => other.id === stop?.nodes[0]);
    return at === 0 ? "what is given" : node ? spokenName(node) : "";
  });

  const scrub = (event: PointerEvent) => {
    const box = bar.current?.getBoundingClientRect();
    if (box) go(Math.floor((count * (event.clientX - box.left)) / box.width));
  };
  return (
    <div
      ref={bar}
      className="scrubBar"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={at + 1}
      aria-valuetext={`Step ${at + 1} of ${count}, ${stop?.pass} pass, ${name}`}
      data-testid="scrub"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        usePlayer.setState({ playing: false });
        scrub(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
      }}
    >
      <div className="scrubBar-track" aria-hidden="true">
        <span className="scrubBar-forward" style={{ flexGrow: walk.boundary }} />
        <span className="scrubBar-backward" style={{ flexGrow: count - walk.boundary }} />
        <span className="scrubBar-ahead" style={{ left: place(at) }} />
      </div>
      {count <= TICKS &&
        walk.stops.map((other, i) => (
          <span
            key={`${other.pass} ${other.nodes[0]}`}
            className={`scrubBar-tick scrubBar-tick-${other.pass}`}
            data-reached={i <= at || undefined}
            style={{ left: place(i) }}
          />
        ))}
      <span className={`scrubBar-thumb scrubBar-thumb-${stop?.pass}`} style={{ left: place(at) }} />
    </div>
  );
}
