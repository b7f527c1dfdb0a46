import { memo, useEffect, useRef } from "react";
import type { Stop } from "../engine/walk.ts";
import { Tex } from "../ui/Tex.tsx";
import { go } from "./player.ts";
import { inBrief, inLines, useAsked, useStopText } from "./text.ts";

interface StopLineProps {
  stop: Stop;
  index: number;
  current: boolean;
}

/** One stop of the derivation. The current one is set in full, with what it uses again and why. */
export const StopLine = memo(function StopLine({ stop, index, current }: StopLineProps) {
  const text = useStopText(index);
  const asked = useAsked(stop);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: "nearest" });
  });
  if (!text) return null;
  return (
    <li ref={place} className={`stopLine stopLine-${stop.pass}`} data-current={current || undefined}>
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
      {text.reused.length > 0 && (
        <p className="stopLine-reused">
          uses{" "}
          {text.reused.map(({ stop: earlier, symbol, value }) => (
            <button
              key={earlier}
              type="button"
              className="stopLine-earlier"
              aria-label={`Go to step ${earlier + 1}, which found what is used here`}
              onClick={() => go(earlier)}
            >
              <Tex tex={asked || value.includes("begin") ? symbol : `${symbol} = ${value}`} />
              <span>step {earlier + 1}</span>
            </button>
          ))}
        </p>
      )}
      {current && text.sentence !== "" && <p className="stopLine-why">{text.sentence}</p>}
    </li>
  );
});
