import { useId } from "react";
import { groupingOf } from "../document/grouping.ts";
import { renameGroup } from "../document/groups.ts";
import { apply, endGesture, useDocument } from "../document/store.ts";
import type { Group } from "../document/types.ts";
import { compositeOf, type Setting } from "../engine/catalogue.ts";
import { Tex } from "../ui/Tex.tsx";
import { Section } from "./Section.tsx";

/**
 * A group: its name, what it is, and the settings of the call that made it. These are only read here: to change them is
 * to make the layer anew, and its weights would be lost without a word. The text view does so openly.
 */
export function GroupInspector({ group }: { group: Group }) {
  const id = useId();
  const composite = compositeOf(group.kind);
  const count = useDocument((state) => groupingOf(state.graph).within(group.id).length);
  return (
    <>
      <header className="inspector-head" data-role={composite?.role}>
        <span className="inspector-symbol" aria-hidden="true">
          {composite?.symbol ?? "▣"}
        </span>
        <div>
          <h2>{composite?.label ?? "Group"}</h2>
          <p>{composite?.summary ?? "Nodes that belong together. Closed, they are drawn as one card."}</p>
        </div>
      </header>
      <div className="inspector-form">
        <div className="field">
          <label htmlFor={id}>Name</label>
          <input
            id={id}
            className="field-input"
            data-testid="group-name"
            value={group.name}
            onChange={(event) => {
              const name = event.currentTarget.value;
              apply((graph) => renameGroup(graph, group.id, name), `rename group ${group.id}`);
            }}
            onBlur={endGesture}
          />
        </div>
        {composite?.settings.map((setting) => (
          <div key={setting.name} className="field" title={setting.summary} data-setting={setting.name}>
            <span>{setting.label}</span>
            <output>{written(group, setting)}</output>
          </div>
        ))}
      </div>
      {composite && (
        <Section title="Formula">
          <div className="inspector-formula">
            <Tex tex={composite.formula} display />
          </div>
          {composite.notes && <p className="inspector-note">{composite.notes}</p>}
        </Section>
      )}
      <Section title="Inside">
        <p className="inspector-note">
          {count} nodes. {group.open ? "Close" : "Open"} it with Shift+Enter, or with a double click on its{" "}
          {group.open ? "title" : "card"}.
        </p>
        {composite && (
          <p className="inspector-note">
            Other settings make other weights: change them where the layer is written, in the text view.
          </p>
        )}
      </Section>
    </>
  );
}

function written(group: Group, setting: Setting): string {
  const value = group.settings?.[setting.name] ?? setting.default;
  return value === null ? "none" : String(value);
}
