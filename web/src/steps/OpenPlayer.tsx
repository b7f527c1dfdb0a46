import {
  ArrowRightLeft,
  ChevronLeft,
  ChevronRight,
  ListOrdered,
  Pause,
  Play,
  SkipBack,
  SkipForward,
  X,
} from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { Walk } from "../engine/walk.ts";
import { IconButton, Tip } from "../ui/Button.tsx";
import { Tex } from "../ui/Tex.tsx";
import { CopyLatex } from "./CopyLatex.tsx";
import { Derivation } from "./Derivation.tsx";
import { useNarrow } from "./narrow.ts";
import { close, faster, go, step, toEnd, togglePlaying, toTurn, usePlayer, useStepsPanel } from "./player.ts";
import { ScrubBar } from "./ScrubBar.tsx";
import { inOneLine, useAsked, useStopText } from "./text.ts";
import { pageKeys, toolKeys } from "./toolKeys.ts";
import "./Player.css";

/** The player: what is computed at this stop, both passes as a bar, and the keys of a tape recorder. */
export function OpenPlayer({ walk }: { walk: Walk }) {
  const { at, playing } = usePlayer();
  const panel = useStepsPanel((state) => state.open);
  const narrow = useNarrow();
  const frame = useRef<HTMLElement>(null);
  const count = walk.stops.length;

  // The keyboard is with the player while it is open, and back where it was when it closes.
  useEffect(() => {
    const before = document.activeElement;
    frame.current?.querySelector<HTMLElement>("[role=slider]")?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    addEventListener("keydown", pageKeys);
    return () => removeEventListener("keydown", pageKeys);
  }, []);

  return (
    <section
      ref={frame}
      className="player"
      aria-label="Step player"
      data-testid="player"
      data-pass={walk.stops[at]?.pass}
      onKeyDown={toolKeys}
    >
      {narrow && panel && count > 0 && (
        <div className="player-derivation" data-testid="steps-panel">
          <Derivation walk={walk} />
        </div>
      )}
      {count === 0 ? (
        <p className="player-nothing">There is nothing to compute yet: give the inputs their numbers.</p>
      ) : (
        <>
          {!(narrow && panel) && <Headline walk={walk} />}
          <ScrubBar walk={walk} label="Step" />
        </>
      )}
      <div className="player-row">
        <div className="player-side">
          <Count walk={walk} />
        </div>
        <fieldset className="player-transport" disabled={count === 0}>
          <legend className="visuallyHidden">Playback</legend>
          <Transport label="To the start" keys="Home" testId="step-start" off={at === 0} run={() => go(0)}>
            <SkipBack size={16} />
          </Transport>
          <Transport label="One step back" keys="←" testId="step-back" off={at === 0} run={() => step(-1)}>
            <ChevronLeft size={19} />
          </Transport>
          <Tip text={playing ? "Pause" : "Play"} keys="Space">
            <button
              type="button"
              className="player-play"
              aria-label={playing ? "Pause" : "Play"}
              data-testid="step-play"
              onClick={togglePlaying}
            >
              {playing ? <Pause size={17} /> : <Play size={17} />}
            </button>
          </Tip>
          <Transport label="One step on" keys="→" testId="step-on" off={at >= count - 1} run={() => step(1)}>
            <ChevronRight size={19} />
          </Transport>
          <Transport label="To the end" keys="End" testId="step-end" off={at >= count - 1} run={toEnd}>
            <SkipForward size={16} />
          </Transport>
        </fieldset>
        <div className="player-side player-end">
          <Transport
            label="Where forward turns into backward"
            testId="step-turn"
            off={walk.boundary === 0 || walk.boundary === count}
            run={toTurn}
          >
            <ArrowRightLeft size={15} />
          </Transport>
          <Speed />
          {narrow && <CopyLatex />}
          <IconButton
            label={panel ? "Fold the steps" : "Show the steps as lines"}
            pressed={panel}
            data-testid="toggle-steps-panel"
            onClick={() => useStepsPanel.setState({ open: !panel })}
          >
            <ListOrdered size={16} />
          </IconButton>
          <IconButton label="Close the step player" keys="Esc" data-testid="close-steps" onClick={close}>
            <X size={16} />
          </IconButton>
        </div>
      </div>
    </section>
  );
}

/** What is computed at this stop, in one typeset line. */
function Headline({ walk }: { walk: Walk }) {
  const at = usePlayer((player) => player.at);
  const text = useStopText(at);
  const asked = useAsked(walk.stops[at]);
  if (!text) return null;
  return (
    <p className="player-headline" data-testid="headline" data-tex={inOneLine(text, asked)}>
      <span className="visuallyHidden">{text.spoken}</span>
      <span aria-hidden="true">
        <Tex tex={inOneLine(text, asked)} />
      </span>
    </p>
  );
}

function Count({ walk }: { walk: Walk }) {
  const at = usePlayer((player) => player.at);
  const stop = walk.stops[at];
  if (!stop) return null;
  return (
    <span className={`player-count player-count-${stop.pass}`} data-testid="step-count">
      <b>{stop.pass === "forward" ? "Forward" : "Backward"}</b>
      <span>
        {at + 1} of {walk.stops.length}
      </span>
    </span>
  );
}

function Speed() {
  const speed = usePlayer((player) => player.speed);
  return (
    <Tip text="Speed">
      <button
        type="button"
        className="player-speed"
        aria-label={`Speed ${speed} times`}
        data-testid="step-speed"
        onClick={faster}
      >
        {speed === 0.5 ? "½" : speed}×
      </button>
    </Tip>
  );
}

interface TransportProps {
  label: string;
  keys?: string;
  testId: string;
  off: boolean;
  run(): void;
  children: ReactNode;
}

/** A button that stays in reach of the keyboard at the ends, where it has nothing to do. */
function Transport({ label, keys, testId, off, run, children }: TransportProps) {
  return (
    <IconButton label={label} keys={keys} data-testid={testId} aria-disabled={off} onClick={run}>
      {children}
    </IconButton>
  );
}
