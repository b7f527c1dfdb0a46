import { catalogue, type Op } from "../engine/catalogue.ts";

/** Everything that a text can call, by the name of the call. */
const calls = new Map([...catalogue.ops, ...catalogue.composites].map((op) => [op.callName, op]));

export function callables(): readonly Op[] {
  return [...calls.values()];
}

export function callOf(name: string): Op | undefined {
  return calls.get(name);
}

/** What goes in and what can be set: "dense(x, units, activation)". */
export function signature(op: Op): string {
  const optional = op.ports.filter((port) => port.optional);
  const ports = op.ports.filter((port) => !port.optional).map((port) => port.name);
  const more = optional.length > 0 ? ["…"] : [];
  const source = op.ports.length === 0 ? ["value"] : [];
  const settings = op.settings.map((setting) => setting.name).filter((name) => name !== "value");
  return `${op.callName}(${[...ports, ...more, ...source, ...settings].join(", ")})`;
}

/** The call that a place in a text stands in, and the setting whose value is being written there. */
export interface Around {
  readonly call: string;
  readonly setting: string | null;
}

/** Reads back from a place to the bracket that is open there; null outside of every call. */
export function callAround(text: string): Around | null {
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const char = text[i];
    if (char === ")" || char === "]") depth++;
    else if (char === "[") depth--;
    else if (char === "(" && depth > 0) depth--;
    else if (char === "(") {
      const call = /([A-Za-z_]\w*)\s*$/.exec(text.slice(0, i))?.[1];
      if (!call) return callAround(text.slice(0, i));
      const argument =
        text
          .slice(i + 1)
          .split(",")
          .at(-1) ?? "";
      return { call, setting: /^\s*([A-Za-z_]\w*)\s*=[^=]*$/.exec(argument)?.[1] ?? null };
    }
  }
  return null;
}
