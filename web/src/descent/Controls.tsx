import { type ReactNode, useId } from "react";
import { NumberScrubber } from "../ui/NumberScrubber.tsx";
import { Tex } from "../ui/Tex.tsx";
import { along, set, useDescent } from "./state.ts";

/** What the descent goes by. */
export function Controls() {
  const { settings, choices, forms, ways, first, second } = useDescent();
  const { data, rate, steps, batch, sum, form } = settings;
  const names = ways?.names ?? [];
  const several = (ways?.examples ?? 1) > 1;
  const chosen = forms.find(({ id }) => id === form);
  return (
    <div className="descent-controls">
      <Field label="Data">
        {(id) => (
          <select
            id={id}
            data-testid="descent-data"
            value={data}
            onChange={(event) => set({ data: event.currentTarget.value })}
          >
            {choices.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Amount
        label="Learning rate η"
        testId="descent-rate"
        value={rate}
        min={0}
        onChange={(value) => set({ rate: value })}
      />
      <Amount
        label="Steps"
        testId="descent-steps"
        value={steps}
        min={1}
        max={100}
        integer
        onChange={(value) => set({ steps: value })}
      />
      {several && (
        <>
          <Amount
            label="Minibatch"
            testId="descent-batch"
            value={batch}
            min={1}
            max={ways?.examples ?? 1}
            integer
            onChange={(value) => set({ batch: value })}
          />
          <Field label="Losses">
            {(id) => (
              <select
                id={id}
                data-testid="descent-sum"
                value={sum ? "sum" : "mean"}
                onChange={(event) => set({ sum: event.currentTarget.value === "sum" })}
              >
                <option value="mean">averaged</option>
                <option value="sum">added up</option>
              </select>
            )}
          </Field>
        </>
      )}
      {ways?.penalized && (
        <>
          <Field label="Penalty">
            {(id) => (
              <select
                id={id}
                data-testid="descent-form"
                value={form}
                onChange={(event) => set({ form: event.currentTarget.value })}
              >
                {forms.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {chosen && (
            <p className="descent-formula">
              <Tex tex={chosen.formula} />
            </p>
          )}
        </>
      )}
      {names.length > 1 && (
        <>
          <Which
            label="Curve along"
            names={names}
            value={first}
            onChange={(value) => along({ first: value })}
          />
          <Which
            label="Map up along"
            names={names}
            value={second}
            onChange={(value) => along({ second: value })}
          />
        </>
      )}
    </div>
  );
}

function Field({ label, children }: { label: string; children(id: string): ReactNode }) {
  const id = useId();
  return (
    <div className="descent-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface AmountProps {
  label: string;
  testId: string;
  value: number;
  min: number;
  max?: number;
  integer?: boolean;
  onChange(value: number): void;
}

function Amount({ label, testId, value, min, max, integer = false, onChange }: AmountProps) {
  const fit = (next: number) => {
    const within = Math.min(Math.max(min, next), max ?? next);
    onChange(within);
  };
  return (
    <div className="descent-field">
      <span aria-hidden="true">{label}</span>
      <NumberScrubber
        label={label}
        testId={testId}
        value={value}
        min={min}
        integer={integer}
        {...(max === undefined ? {} : { max })}
        onChange={fit}
        onDone={() => {}}
      />
    </div>
  );
}

interface WhichProps {
  label: string;
  names: readonly string[];
  value: number;
  onChange(value: number): void;
}

function Which({ label, names, value, onChange }: WhichProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onChange(Number(event.currentTarget.value))}>
          {names.map((name, i) => (
            <option key={name} value={i}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
