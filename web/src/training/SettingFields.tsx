import { useId } from "react";
import type { Setting } from "../engine/catalogue.ts";
import { NumberField } from "./Fields.tsx";

interface SettingFieldsProps {
  settings: readonly Setting[];
  values: Readonly<Record<string, number | string>>;
  disabled?: boolean;
  onChange(change: Record<string, number | string>): void;
}

/** The settings that the engine declares for something: a field each. */
export function SettingFields({ settings, values, disabled = false, onChange }: SettingFieldsProps) {
  return (
    <div className="lab-row">
      {settings.map((setting) =>
        setting.kind === "choice" ? (
          <ChoiceField
            key={setting.name}
            label={setting.label}
            value={String(values[setting.name] ?? setting.default)}
            choices={(setting.choices ?? []).map((id) => ({ id, label: id }))}
            disabled={disabled}
            onChange={(value) => onChange({ [setting.name]: value })}
          />
        ) : (
          <NumberField
            key={setting.name}
            label={setting.label}
            value={Number(values[setting.name] ?? setting.default)}
            rule={`from ${setting.min ?? "-∞"} to ${(setting.max ?? 0).toLocaleString("en")}`}
            fits={(value) =>
              value >= (setting.min ?? Number.NEGATIVE_INFINITY) &&
              value <= (setting.max ?? Number.POSITIVE_INFINITY) &&
              (setting.kind !== "integer" || Number.isInteger(value))
            }
            disabled={disabled}
            onChange={(value) => onChange({ [setting.name]: value })}
          />
        ),
      )}
    </div>
  );
}

interface ChoiceFieldProps {
  label: string;
  value: string;
  choices: readonly { id: string; label: string }[];
  disabled?: boolean;
  testId?: string;
  onChange(value: string): void;
}

export function ChoiceField({ label, value, choices, disabled = false, testId, onChange }: ChoiceFieldProps) {
  const id = useId();
  return (
    <div className="trainField">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="trainInput"
        data-testid={testId}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
