import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  insertBracket,
  insertCompletionText,
  pickedCompletion,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { LOSS } from "../document/naming.ts";
import { currentGraph } from "../document/store.ts";
import type { Setting } from "../engine/catalogue.ts";
import { parseText } from "../engine/text.ts";
import { callAround, callables, callOf, signature } from "./vocabulary.ts";

/** What can be typed next: calls with their signature and what they do, names above, settings and their choices. */
export function completion() {
  return autocompletion({ override: [complete], icons: false, activateOnTyping: true });
}

function complete(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/"?[A-Za-z_]\w*/) ?? { from: context.pos, to: context.pos, text: "" };
  const before = context.state.sliceDoc(Math.max(0, word.from - 2000), word.from);
  const line = context.state.doc.lineAt(context.pos);
  if (/#/.test(context.state.sliceDoc(line.from, word.from))) return null;
  const around = callAround(before);
  const op = around ? callOf(around.call) : undefined;
  const setting = op?.settings.find(({ name }) => name === around?.setting);
  if (setting) return { from: word.from, options: choices(setting), validFor: /^"?\w*$/ };
  if (word.text === "" && !context.explicit) return null;
  const starts = context.state.sliceDoc(line.from, word.from).trim() === "";
  return {
    from: word.from,
    options: [
      ...(op ? op.settings.filter(({ name }) => name !== "value").map(settingOption) : []),
      ...(starts ? lineStarts() : [...names(context.state.sliceDoc(0, line.from)), ...calls()]),
    ],
    validFor: /^\w*$/,
  };
}

/** What a line can begin with: the name of a value, a group, a formula. */
function lineStarts(): Completion[] {
  const lossIsFree = !currentGraph().nodes.some((node) => node.name === LOSS);
  return [
    ...(lossIsFree
      ? [{ label: LOSS, apply: `${LOSS} = `, detail: "what is differentiated", type: "keyword", boost: 2 }]
      : []),
    { label: "group", apply: "group ", detail: "name:", type: "keyword" },
    { label: "def", apply: "def ", detail: "name(a, b) = …", type: "keyword" },
  ];
}

/** The names that the lines above define. */
function names(above: string): Completion[] {
  return parseText(above).statements.flatMap(({ kind, name }): Completion[] =>
    kind === "group"
      ? []
      : [{ label: name, detail: kind === "value" ? "" : "formula", type: "variable", boost: 5 }],
  );
}

function calls(): Completion[] {
  return callables().map((op) => ({
    label: op.callName,
    apply: openCall,
    detail: signature(op).slice(op.callName.length),
    info: op.summary,
    type: "function",
  }));
}

/** Writes the name and opens its bracket, which closes itself as when it is typed. */
function openCall(view: EditorView, { label }: Completion, from: number, to: number): void {
  view.dispatch({
    ...insertCompletionText(view.state, label, from, to),
    annotations: pickedCompletion.of({ label }),
  });
  const bracket = insertBracket(view.state, "(");
  view.dispatch(bracket ?? view.state.replaceSelection("("));
}

function settingOption(setting: Setting): Completion {
  return {
    label: setting.name,
    apply: `${setting.name}=`,
    detail: "setting",
    info: setting.summary,
    type: "property",
    boost: 3,
  };
}

function choices({ kind, choices: named, default: usual }: Setting): Completion[] {
  const detail = (value: unknown) => (value === usual ? "unless said otherwise" : "");
  if (kind === "flag") return [true, false].map((flag) => ({ label: String(flag), detail: detail(flag) }));
  return (named ?? []).map((choice) => ({ label: `"${choice}"`, detail: detail(choice) }));
}
