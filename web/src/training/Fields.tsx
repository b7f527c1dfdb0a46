import { useId, useState } from "react";
import { formatFull, parseNumber } from "../ui/format.ts";
import "./Fields.css";

interface NumberFieldProps {
  label: string;
  value: number;
  /** What the number must be, as a phrase: "above 0". */
  rule: string;
  fits(value: number): boolean;
  disabled?: boolean;
  testId?: string;
  /** What the number means, in a few words below it. */
  hint?: string;
  onChange(value: number): void;
}

/** A number that is typed; what does not fit is marked, said, and not taken. */
export function NumberField({
  label,
  value,
  rule,
  fits,
  disabled,
  testId,
  hint,
  onChange,
}: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const read = draft === null ? value : parseNumber(draft);
  const wrong = read === null || !fits(read);
  return (
    <div className="trainField">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="trainInput numeric"
        inputMode="decimal"
        data-testid={testId}
        disabled={disabled}
        value={draft ?? formatFull(value)}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-rule` : undefined}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          const typed = parseNumber(text);
          if (typed !== null && fits(typed)) onChange(typed);
        }}
        onBlur={() => setDraft(null)}
      />
      {wrong && (
        <p id={`${id}-rule`} className="trainField-rule">
          A number {rule}.
        </p>
      )}
      {hint && !wrong && <p className="trainField-hint">{hint}</p>}
    </div>
  );
}

export function whole(least: number, most: number) {
  return {
    rule: `from ${least} to ${most.toLocaleString("en")}`,
    fits: (value: number) => Number.isInteger(value) && value >= least && value <= most,
  };
}

interface LearningRateFieldProps {
  value: number;
  disabled?: boolean;
  onChange(change: { learningRate: number }): void;
}

/** How far each step goes, wherever the training runs. */
export function LearningRateField({ value, disabled = false, onChange }: LearningRateFieldProps) {
  return (
    <NumberField
      label="Learning rate"
      testId="learning-rate"
      value={value}
      rule="above 0"
      fits={(rate) => rate > 0}
      disabled={disabled}
      onChange={(learningRate) => onChange({ learningRate })}
    />
  );
}
