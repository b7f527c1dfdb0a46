import { useEffect, useId, useRef, useState } from "react";
import { rename, setSetting } from "../document/commands.ts";
import { objectionTo } from "../document/naming.ts";
import { apply, currentGraph } from "../document/store.ts";
import type { GraphNode, SettingValue } from "../document/types.ts";
import { opOf, settingOf, valueSetting } from "../engine/catalogue.ts";
import { spokenName } from "../engine/edit.ts";
import { announce } from "../ui/announce.tsx";
import { type Literal, parseLiteral, printLiteral } from "../ui/literal.ts";

interface RowEditorProps {
  node: GraphNode;
  what: "name" | "value";
  onClose(): void;
}

/** A field in a row: a node's name, or its value. Enter keeps what is typed, Escape drops it. */
export function RowEditor({ node, what, onClose }: RowEditorProps) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => (what === "name" ? (node.name ?? "") : valueText(node)));
  const id = useId();
  const read = what === "name" ? readName(node, text) : readValue(text);
  const objection = typeof read === "string" ? read : null;
  useEffect(() => field.current?.select(), []);

  const finish = () => {
    if (typeof read !== "string") {
      const next = read.change(node);
      if (next) announce(next);
      onClose();
    }
  };

  return (
    <span className="outline-editor">
      <input
        ref={field}
        className="numeric"
        aria-label={`${what} of ${spokenName(node)}`}
        aria-invalid={objection !== null}
        aria-describedby={objection ? id : undefined}
        data-testid={`outline-${what}`}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => (objection ? onClose() : finish())}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") finish();
          if (event.key === "Escape") onClose();
        }}
      />
      {objection && (
        <span id={id} className="outline-objection" role="alert">
          {objection}
        </span>
      )}
    </span>
  );
}

/** What was typed, ready to be made so; or why it cannot be, as a sentence. */
type Read = string | { change(node: GraphNode): string | null };

function readName(node: GraphNode, text: string): Read {
  const name = text.trim();
  const objection = objectionTo(currentGraph(), node.id, name);
  if (objection) return objection;
  return {
    change({ id }) {
      if (name === (node.name ?? "")) return null;
      apply((graph) => rename(graph, id, name));
      return name === "" ? "The name is taken away." : `Now called ${name}.`;
    },
  };
}

function readValue(text: string): Read {
  const reading = parseLiteral(text);
  if ("error" in reading) return reading.error;
  return {
    change(node) {
      const setting = valueSetting(opOf(node.op));
      if (setting) apply((graph) => setSetting(graph, node.id, setting.name, reading.value));
      return null;
    },
  };
}

function valueText(node: GraphNode): string {
  const setting = valueSetting(opOf(node.op));
  const value: SettingValue | null = setting ? settingOf(node, setting) : null;
  return value === null ? "" : printLiteral(value as Literal);
}
