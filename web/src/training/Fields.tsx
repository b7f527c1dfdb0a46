import { useId, useState } from "react";
import { optimizers } from "../engine/optimizers.ts";
import { formatFull, parseNumber } from "../ui/format.ts";
import { Tex } from "../ui/Tex.tsx";
import "./Fields.css";

interface NumberFieldProps {
  label: string;
  value: number;
  /** What the number must be, as a phrase: "above 0". */
  rule: string;
  fits(value: number): boolean;
  disabled?: boolean;
  testId?: string;
  onChange(value: number): void;
}

/** A number that is typed; what does not fit is marked, said, and not taken. */
export function NumberField({ label, value, rule, fits, disabled, testId, onChange }: NumberFieldProps) {
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
    </div>
  );
}

export function whole(least: number, most: number) {
  return {
    rule: `from ${least} to ${most.toLocaleString("en")}`,
    fits: (value: number) => Number.isInteger(value) && value >= least && value <= most,
  };
}

interface OptimizerFieldProps {
  name: string;
  disabled?: boolean;
  onChange(change: { optimizer: string; learningRate: number }): void;
}

/** The choice of an optimizer, with its formula; choosing one sets the learning rate that it begins with. */
export function OptimizerField({ name, disabled, onChange }: OptimizerFieldProps) {
  const id = useId();
  const chosen = optimizers.find((optimizer) => optimizer.name === name);
  return (
    <>
      <div className="trainField">
        <label htmlFor={id}>Optimizer</label>
        <select
          id={id}
          className="trainInput"
          data-testid="optimizer"
          disabled={disabled}
          value={name}
          onChange={(event) => {
            const next = optimizers.find((optimizer) => optimizer.name === event.currentTarget.value);
            if (next) onChange({ optimizer: next.name, learningRate: next.learningRate });
          }}
        >
          {optimizers.map((optimizer) => (
            <option key={optimizer.name} value={optimizer.name}>
              {optimizer.label}
            </option>
          ))}
        </select>
      </div>
      {chosen && (
        <div className="trainFormula">
          <Tex tex={chosen.formula} />
        </div>
      )}
    </>
  );
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
