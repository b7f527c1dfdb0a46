import { useState } from "react";
import { endGesture } from "../document/store.ts";
import type { SettingValue } from "../document/types.ts";
import type { Setting } from "../engine/catalogue.ts";
import { useScrub } from "../ui/useScrub.ts";
import { printSetting, readSetting } from "./reading.ts";

interface TypedFieldProps {
  id: string;
  setting: Setting;
  value: SettingValue | null;
  set(value: SettingValue | undefined): void;
}

const examples: Partial<Record<Setting["kind"], string>> = { shape: "[784]", tensor: "0.5 or [1, 2]" };

/** A setting that is typed; if it is a number, dragging its label or the arrow keys change it too. */
export function TypedField({ id, setting, value, set }: TypedFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const printed = printSetting(value);
  const text = draft ?? printed;
  const reading = draft === null ? null : readSetting(setting, draft);
  const error = reading && "error" in reading ? reading.error : null;
  const number = typeof value === "number" ? value : null;
  const { pointer, step } = useScrub({
    value: number ?? 0,
    integer: setting.kind === "integer",
    min: setting.min,
    max: setting.max,
    onChange(next) {
      setDraft(null);
      set(next);
    },
    onDone: endGesture,
    onPress: () => document.getElementById(id)?.focus(),
  });

  const type = (next: string) => {
    setDraft(next);
    const read = readSetting(setting, next);
    if ("value" in read) set(read.value);
  };

  const shared = {
    id,
    className: "field-input numeric",
    "data-testid": `setting-${setting.name}`,
    placeholder: examples[setting.kind] ?? "none",
    spellCheck: false,
    value: text,
    "aria-invalid": error !== null,
    "aria-describedby": error ? `${id}-problem` : undefined,
    onBlur() {
      setDraft(null);
      endGesture();
    },
  };

  return (
    <>
      {number === null ? (
        <label htmlFor={id}>{setting.label}</label>
      ) : (
        <label htmlFor={id} className="field-scrub" {...pointer}>
          {setting.label}
        </label>
      )}
      {setting.kind === "tensor" && text.length > 24 ? (
        <textarea {...shared} rows={4} onChange={(event) => type(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          autoComplete="off"
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => number !== null && step(event, false)}
        />
      )}
      {error && (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          {error}
        </p>
      )}
    </>
  );
}
