import { hoverTooltip, type Tooltip } from "@codemirror/view";
import { currentGraph } from "../document/store.ts";
import type { Op } from "../engine/catalogue.ts";
import { spokenTensor } from "../engine/edit.ts";
import { useLive } from "../engine/live.ts";
import type { Tensor } from "../engine/snapshot.ts";
import { coverOf, type Figure, useVeil } from "../engine/veil.ts";
import { callOf, signature } from "./vocabulary.ts";

/** The name that stands at a place of a line. */
export function nameAt(line: string, column: number): { name: string; from: number; to: number } | null {
  for (const match of line.replace(/#.*/, "").matchAll(/[A-Za-z_]\w*/g)) {
    const from = match.index;
    const to = from + match[0].length;
    if (from <= column && column <= to) return { name: match[0], from, to };
  }
  return null;
}

/** Over a name: its value and gradient; over a call: what it does. */
export function hover() {
  return hoverTooltip((view, pos): Tooltip | null => {
    const line = view.state.doc.lineAt(pos);
    const found = nameAt(line.text, pos - line.from);
    if (!found) return null;
    const node = currentGraph().nodes.find(({ name }) => name === found.name);
    const op = node ? undefined : callOf(found.name);
    if (!node && !op) return null;
    return {
      pos: line.from + found.from,
      end: line.from + found.to,
      above: true,
      create: () => ({ dom: node ? figures(node.id, found.name) : summary(op) }),
    };
  });
}

function figures(id: string, name: string): HTMLElement {
  const view = useLive.getState().nodes.get(id);
  const dom = element("div", "textHover");
  dom.append(element("b", "textHover-name", name));
  const show = (figure: Figure & ("value" | "gradient"), tensor: Tensor | null | undefined) => {
    if (!tensor) return;
    const cover = coverOf(useVeil.getState(), figure, id);
    const text = cover === "shown" ? spokenTensor(tensor) : cover === "asked" ? "?" : "not computed yet";
    dom.append(element("span", `textHover-${figure} numeric`, `${figure} ${text}`));
  };
  show("value", view?.value);
  show("gradient", view?.gradient);
  for (const problem of view?.problems ?? []) dom.append(element("p", "textHover-problem", problem.message));
  return dom;
}

function summary(op: Op | undefined): HTMLElement {
  const dom = element("div", "textHover");
  if (op) dom.append(element("code", "textHover-call", signature(op)), element("p", "", op.summary));
  return dom;
}

function element(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
