import type { SettingValue } from "../document/types.ts";
import type { Setting } from "../engine/catalogue.ts";
import { parseNumber } from "../ui/format.ts";
import { parseLiteral, printLiteral } from "../ui/literal.ts";

/** What a person typed into a field: a value, nothing (back to the default), or why it cannot be read. */
export type Reading = { value: SettingValue | undefined } | { error: string };

/** Reads what was typed for a setting, by its kind. */
export function readSetting(setting: Setting, text: string): Reading {
  if (text.trim() === "") return { value: undefined };
  switch (setting.kind) {
    case "tensor":
      return parseLiteral(text);
    case "shape":
      return readShape(text);
    case "number":
    case "integer":
      return readNumber(setting, text);
    default:
      return { value: text };
  }
}

export function printSetting(value: SettingValue | null): string {
  return value === null ? "" : printLiteral(value);
}

function readShape(text: string): Reading {
  const inner = text
    .trim()
    .replace(/^\[(.*)\]$/, "$1")
    .trim();
  if (inner === "") return { value: [] };
  const extents = inner.split(/[,\s×x]+/).map(Number);
  return extents.every((extent) => Number.isInteger(extent) && extent > 0)
    ? { value: extents }
    : { error: "A shape is a list of whole numbers, such as [784] or [128, 784]." };
}

function readNumber({ kind, min, max }: Setting, text: string): Reading {
  const value = parseNumber(text);
  if (value === null) return { error: "Type a number, such as 2 or -0.5." };
  if (kind === "integer" && !Number.isInteger(value)) return { error: "Only a whole number can stand here." };
  if (min !== undefined && value < min) return { error: `At least ${min}.` };
  if (max !== undefined && value > max) return { error: `At most ${max}.` };
  return { value };
}
