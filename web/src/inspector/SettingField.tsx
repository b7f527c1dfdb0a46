import { useId, useState } from "react";
import { setSetting } from "../document/commands.ts";
import { apply, endGesture } from "../document/store.ts";
import type { GraphNode, SettingValue } from "../document/types.ts";
import { type Setting, settingOf } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { NumberScrubber } from "../ui/NumberScrubber.tsx";
import { printSetting, readSetting } from "./reading.ts";
import "./SettingField.css";

interface SettingFieldProps {
  node: GraphNode;
  setting: Setting;
}

/** A field for a setting, as the catalogue describes it. */
export function SettingField({ node, setting }: SettingFieldProps) {
  const id = useId();
  const value = settingOf(node, setting);
  const set = (next: SettingValue | undefined) =>
    apply((graph) => setSetting(graph, node.id, setting.name, next), `set ${node.id} ${setting.name}`);

  return (
    <div className="field" data-setting={setting.name} title={setting.summary}>
      <label htmlFor={id}>{setting.label}</label>
      {setting.kind === "choice" ? (
        <select
          id={id}
          className="field-input"
          value={typeof value === "string" ? value : ""}
          onChange={(event) => {
            set(event.currentTarget.value === "" ? undefined : event.currentTarget.value);
            endGesture();
          }}
        >
          {setting.default === null && <option value="">none</option>}
          {setting.choices?.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : setting.kind === "flag" ? (
        <input
          id={id}
          type="checkbox"
          className="field-flag"
          checked={value === true}
          onChange={(event) => {
            set(event.currentTarget.checked);
            endGesture();
          }}
        />
      ) : (
        <TypedField id={id} node={node} setting={setting} value={value} set={set} />
      )}
    </div>
  );
}

interface TypedFieldProps extends SettingFieldProps {
  id: string;
  value: SettingValue | null;
  set(value: SettingValue | undefined): void;
}

function TypedField({ id, node, setting, value, set }: TypedFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const printed = printSetting(value);
  const text = draft ?? printed;
  const reading = draft === null ? null : readSetting(setting, draft);
  const error = reading && "error" in reading ? reading.error : null;
  const long = setting.kind === "tensor" && text.length > 24;

  const type = (next: string) => {
    setDraft(next);
    const read = readSetting(setting, next);
    if ("value" in read) set(read.value);
  };
  const finish = () => {
    setDraft(null);
    endGesture();
  };

  const shared = {
    id,
    className: "field-input numeric",
    "data-testid": `setting-${setting.name}`,
    placeholder:
      setting.kind === "shape" ? "[784]" : setting.kind === "tensor" ? "0.5 or [[1, 2], [3, 4]]" : "none",
    spellCheck: false,
    value: text,
    "aria-invalid": error !== null,
    "aria-describedby": error ? `${id}-problem` : undefined,
    onBlur: finish,
  };

  return (
    <>
      <div className="field-typed">
        {long ? (
          <textarea {...shared} rows={4} onChange={(event) => type(event.currentTarget.value)} />
        ) : (
          <input {...shared} autoComplete="off" onChange={(event) => type(event.currentTarget.value)} />
        )}
        {typeof value === "number" && setting.kind !== "shape" && (
          <span className="field-scrub">
            <NumberScrubber
              value={value}
              label={`${setting.label} of ${spokenName(node)}`}
              integer={setting.kind === "integer"}
              min={setting.min}
              max={setting.max}
              onChange={(next) => {
                setDraft(null);
                set(next);
              }}
              onDone={endGesture}
            />
          </span>
        )}
      </div>
      {error && (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          {error}
        </p>
      )}
    </>
  );
}
