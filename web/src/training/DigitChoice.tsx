import "./DigitChoice.css";

/** Every digit of the data set. */
export const ALL_DIGITS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

interface DigitChoiceProps {
  /** The digits that are learned from; none for all. */
  classes: readonly number[];
  disabled: boolean;
  onChange(classes: readonly number[]): void;
}

/** Which digits to learn from: all of them, or those that are pressed. */
export function DigitChoice({ classes, disabled, onChange }: DigitChoiceProps) {
  return (
    <fieldset className="digitChoice" aria-label="Digits to learn from" disabled={disabled}>
      <button
        type="button"
        aria-pressed={classes.length === 0}
        data-testid="digits-all"
        onClick={() => onChange([])}
      >
        All
      </button>
      {ALL_DIGITS.map((digit) => {
        const chosen = classes.includes(digit);
        return (
          <button
            key={digit}
            type="button"
            className="numeric"
            aria-pressed={chosen}
            aria-label={`Only ${digit} and what else is pressed`}
            data-testid={`digits-${digit}`}
            onClick={() => {
              const next = chosen ? classes.filter((one) => one !== digit) : [...classes, digit].sort();
              onChange(next.length === ALL_DIGITS.length ? [] : next);
            }}
          >
            {digit}
          </button>
        );
      })}
    </fieldset>
  );
}
