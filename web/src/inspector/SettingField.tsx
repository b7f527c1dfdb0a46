import { useId } from "react";
import { setSetting } from "../document/commands.ts";
import { apply, endGesture } from "../document/store.ts";
import type { GraphNode, SettingValue } from "../document/types.ts";
import { type Setting, settingOf } from "../engine/catalogue.ts";
import { TypedField } from "./TypedField.tsx";
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
  const setOnce = (next: SettingValue | undefined) => {
    set(next);
    endGesture();
  };

  return (
    <div className="field" data-setting={setting.name} title={setting.summary}>
      {setting.kind === "choice" ? (
        <>
          <label htmlFor={id}>{setting.label}</label>
          <select
            id={id}
            className="field-input"
            value={typeof value === "string" ? value : ""}
            onChange={(event) => setOnce(event.currentTarget.value || undefined)}
          >
            {setting.default === null && <option value="">none</option>}
            {setting.choices?.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </select>
        </>
      ) : setting.kind === "flag" ? (
        <>
          <label htmlFor={id}>{setting.label}</label>
          <input
            id={id}
            type="checkbox"
            className="field-flag"
            checked={value === true}
            onChange={(event) => setOnce(event.currentTarget.checked)}
          />
        </>
      ) : (
        <TypedField id={id} setting={setting} value={value} set={set} />
      )}
    </div>
  );
}
