import { memo, type ReactNode } from "react";
import type { Stop, StopText } from "../engine/walk.ts";
import { Tex } from "../ui/Tex.tsx";
import { go } from "./player.ts";
import { inBrief, inLines, localOf, useAsked, useStopText } from "./text.ts";

interface StopLineProps {
  stop: Stop;
  index: number;
  current: boolean;
}

/** One stop of the derivation. The current one is set in full, with what it uses again and why. */
export const StopLine = memo(function StopLine({ stop, index, current }: StopLineProps) {
  const text = useStopText(index);
  const asked = useAsked(stop);
  if (!text) return null;
  return (
    <li className={`stopLine stopLine-${stop.pass}`} data-current={current || undefined}>
      <button
        type="button"
        className="stopLine-main"
        aria-current={current ? "step" : undefined}
        data-testid="stop-line"
        onClick={() => go(index)}
      >
        <span className="stopLine-number">{index + 1}</span>
        <span className="visuallyHidden">{text.spoken}</span>
        <span className="stopLine-math" aria-hidden="true">
          {text.given.length > 0 ? (
            <span className="stopLine-given">
              <i>given</i>
              {text.given.map((value) => (
                <Tex key={value} tex={value} />
              ))}
            </span>
          ) : (
            <Tex tex={current ? inLines(text, asked) : inBrief(text, asked)} />
          )}
        </span>
      </button>
      {current ? (
        <Reused text={text} asked={asked} />
      ) : (
        <p className="stopLine-side">
          {!asked && <Local text={text} />}
          {text.reused.map(({ stop: earlier }) => (
            <Earlier key={earlier} to={earlier}>
              uses step {earlier + 1}
            </Earlier>
          ))}
        </p>
      )}
      {current && text.sentence !== "" && <p className="stopLine-why">{text.sentence}</p>}
    </li>
  );
});

/** What the current stop multiplies with, and what it uses again, in full. */
function Reused({ text, asked }: { text: StopText; asked: boolean }) {
  const local = asked ? "" : localOf(text);
  return (
    <>
      {local !== "" && (
        <p className="stopLine-reused">
          local derivative <Local text={text} />
        </p>
      )}
      {text.reused.length > 0 && (
        <p className="stopLine-reused">
          uses{" "}
          {text.reused.map(({ stop, symbol, value }) => (
            <Earlier key={stop} to={stop}>
              <Tex tex={asked || value.includes("begin") ? symbol : `${symbol} = ${value}`} />
              <span>step {stop + 1}</span>
            </Earlier>
          ))}
        </p>
      )}
    </>
  );
}

function Local({ text }: { text: StopText }) {
  const local = localOf(text);
  if (local === "") return null;
  return (
    <span className="stopLine-local" data-testid="step-local" data-tex={local}>
      <Tex tex={local} />
    </span>
  );
}

/** Goes to the stop that found what is used here. */
function Earlier({ to, children }: { to: number; children: ReactNode }) {
  return (
    <button
      type="button"
      className="stopLine-earlier"
      aria-label={`Go to step ${to + 1}, which found what is used here`}
      onClick={() => go(to)}
    >
      {children}
    </button>
  );
}
