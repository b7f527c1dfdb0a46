import { Check, ChevronLeft, ChevronRight, Eraser, X } from "lucide-react";
import { useMemo } from "react";
import { type Classifier, classifierOf, probabilities } from "../../engine/classifier.ts";
import { useLive, useNodeView } from "../../engine/live.ts";
import { useOverlay } from "../../engine/overlay.ts";
import { IconButton } from "../../ui/Button.tsx";
import { HeatMap } from "../../ui/HeatMap.tsx";
import { type Ink, PIXELS, SIDE, toDigit } from "../pixels.ts";
import { DigitPad } from "./DigitPad.tsx";
import { clearDigit, sayLabel, showDrawn, showTest, useDigit } from "./digit.ts";
import { Evidence } from "./Evidence.tsx";
import { Similar } from "./Similar.tsx";
import "./Digits.css";

/** The drawer's panel: a digit to try the network with. */
export function DigitPanel() {
  const classifier = classifierOf(useLive(), PIXELS);
  if (classifier) return <Digits classifier={classifier} />;
  return (
    <p className="digits-none" data-testid="no-classifier">
      Open a graph that tells digits apart, such as “MNIST: handwritten digits” among the examples: then draw
      one here and see what it makes of it.
    </p>
  );
}

/** A digit to try the network with: drawn, or one of the test examples; and what the network makes of it. */
function Digits({ classifier }: { classifier: Classifier }) {
  const digit = useDigit();
  const scores = useNodeView(classifier.scores)?.value ?? null;
  const shares = useMemo(() => (scores ? probabilities(scores) : null), [scores]);
  const onInk = (ink: Ink) => {
    const pixels = toDigit(ink);
    if (pixels) showDrawn(classifier, pixels);
  };
  const looking = digit.kind !== "none";
  return (
    <section className="digits" aria-label="Try a digit">
      <div className="digits-draw">
        <div className="digits-frame">
          <DigitPad
            image={digit.kind === "test" ? digit.pixels : null}
            empty={digit.kind === "none"}
            onInk={onInk}
          />
          {!looking && !digit.message && (
            <span className="digits-invite" aria-hidden="true">
              Draw a digit
            </span>
          )}
          {digit.message && (
            <p className="digits-message" role="alert">
              {digit.message}
            </p>
          )}
        </div>
        <div className="digits-tools">
          <IconButton
            label="Previous test digit"
            data-testid="previous-digit"
            disabled={digit.loading}
            onClick={() => void showTest(classifier, -1)}
          >
            <ChevronLeft size={16} />
          </IconButton>
          <span className="digits-which numeric" data-testid="digit-source">
            {nameOf(digit.kind, digit.index)}
          </span>
          <IconButton
            label="Next test digit"
            data-testid="next-digit"
            disabled={digit.loading}
            onClick={() => void showTest(classifier, 1)}
          >
            <ChevronRight size={16} />
          </IconButton>
          <IconButton
            label="Clear the pad"
            data-testid="clear-digit"
            disabled={!looking}
            onClick={clearDigit}
          >
            <Eraser size={16} />
          </IconButton>
        </div>
      </div>
      <div className="digits-answer">
        <Verdict shares={looking ? shares : null} />
        <Bars
          shares={looking ? shares : null}
          classes={classifier.classes}
          label={digit.label}
          onLabel={digit.kind === "drawn" ? (label) => sayLabel(classifier, label) : undefined}
        />
      </div>
      {digit.pixels && shares && (
        <>
          <Evidence classifier={classifier} pixels={digit.pixels} read={best(shares)} />
          <Similar pixels={digit.pixels} />
        </>
      )}
    </section>
  );
}

function nameOf(kind: "none" | "drawn" | "test", index: number | null): string {
  if (kind === "test" && index !== null) return `test ${index}`;
  return kind === "drawn" ? "drawn" : "test digits";
}

function best(shares: Float64Array): number {
  return shares.reduce((top, share, i) => (share > (shares[top] ?? 0) ? i : top), 0);
}

/** What the network takes the digit for, and whether that is right. */
function Verdict({ shares }: { shares: Float64Array | null }) {
  const { kind, pixels, label } = useDigit();
  const trained = useOverlay((overlay) => overlay.trained !== null);
  const answer = shares ? best(shares) : null;
  const right = answer !== null && label !== null ? answer === label : null;
  return (
    <div className="verdict">
      <div className="verdict-answer" aria-live="polite">
        <span className="verdict-label">It reads</span>
        <strong data-testid="digit-prediction" data-right={right ?? undefined}>
          {answer ?? "–"}
        </strong>
        {right !== null && (
          <span
            className={`verdict-mark ${right ? "verdict-right" : "verdict-wrong"}`}
            data-testid="digit-mark"
          >
            {right ? <Check size={14} aria-hidden="true" /> : <X size={14} aria-hidden="true" />}
            {right ? "right" : `wrong, it is ${label}`}
          </span>
        )}
      </div>
      {kind === "drawn" && pixels && (
        <div className="verdict-seen">
          <HeatMap
            shape={[SIDE, SIDE]}
            data={pixels}
            tone="forward"
            label="The drawing as the network sees it, 28 by 28 pixels"
            width={56}
            height={56}
          />
          <span>as it sees it</span>
        </div>
      )}
      {shares && !trained && <p className="verdict-untrained">Not trained yet: these are guesses.</p>}
    </div>
  );
}

interface BarsProps {
  shares: Float64Array | null;
  classes: number;
  label: number | null;
  /** The person says what the digit is. */
  onLabel?: ((label: number) => void) | undefined;
}

/** The probability of each class. */
function Bars({ shares, classes, label, onLabel }: BarsProps) {
  const top = shares ? best(shares) : null;
  return (
    <ol className="bars" aria-label="Probability of each digit">
      {Array.from({ length: classes }, (_, digit) => {
        const share = shares?.[digit];
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the classes are their numbers.
            key={digit}
            className={`bar ${digit === top ? "bar-top" : ""} ${digit === label ? "bar-right" : ""}`}
            data-testid={`probability-${digit}`}
            data-value={share}
          >
            {onLabel ? (
              <button
                type="button"
                className="bar-digit bar-choice numeric"
                aria-pressed={digit === label}
                aria-label={`It is a ${digit}`}
                title={`Say that it is a ${digit}: then there is a loss, and gradients`}
                onClick={() => onLabel(digit)}
              >
                {digit}
              </button>
            ) : (
              <span className="bar-digit numeric">{digit}</span>
            )}
            <span className="bar-track" aria-hidden="true">
              <span className="bar-fill" style={{ width: `${(share ?? 0) * 100}%` }} />
            </span>
            <span className="bar-share numeric">
              {share === undefined ? "" : `${(share * 100).toFixed(1)}%`}
              {digit === label && <span className="visuallyHidden"> (this is its label)</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
