import { placeInView } from "../canvas/tidy.ts";
import { excerpt, paste, remove } from "../document/commands.ts";
import { select, useSelection } from "../document/selection.ts";
import { apply, currentGraph } from "../document/store.ts";
import type { Graph, Position } from "../document/types.ts";
import { readPasted } from "../engine/pasted.ts";
import { checkDocument } from "../engine/text.ts";
import { openPastedLink } from "../share/opening.ts";
import { announce } from "../ui/announce.tsx";
import { useVisit } from "../ui/visit.ts";
import { isTyping } from "./keys.ts";

/** How often the same excerpt was pasted: each copy stands a little further off. */
let times = 0;

function onCopy(event: ClipboardEvent, cut: boolean): void {
  if (isTyping(event.target) || document.getSelection()?.isCollapsed === false) return;
  const { nodes } = useSelection.getState();
  const fragment = excerpt(currentGraph(), nodes);
  if (fragment.nodes.length === 0) return;
  event.preventDefault();
  event.clipboardData?.setData("text/plain", JSON.stringify(fragment));
  times = 0;
  if (cut && useVisit.getState().editable) apply((graph) => remove(graph, nodes, new Set()));
  announce(`${fragment.nodes.length} ${cut ? "cut" : "copied"}.`);
}

function onPaste(event: ClipboardEvent): void {
  if (isTyping(event.target) || !useVisit.getState().editable) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (text.trim() === "") return;
  if (openPastedLink(text)) {
    event.preventDefault();
    return;
  }
  const isDocument = text.trimStart().startsWith("{");
  const { document: fragment, problems } = isDocument ? checkDocument(text) : readPasted(text);
  if (!fragment || fragment.nodes.length === 0) {
    const [problem] = problems;
    if (problem) announce(`Nothing was pasted: ${problem.message}`);
    return;
  }
  event.preventDefault();
  if (isDocument) {
    times += 1;
    add(fragment, { x: 32 * times, y: 32 * times });
  } else {
    void placeInView(fragment).then((placed) => add(placed, { x: 0, y: 0 }));
  }
}

function add(fragment: Graph, offset: Position): void {
  let ids: string[] = [];
  apply((graph) => {
    const pasted = paste(graph, fragment, offset);
    ids = pasted.ids;
    return pasted.graph;
  });
  select(ids);
  announce(`${ids.length} pasted.`);
}

/** Copy, cut and paste of nodes, through the system's clipboard: also between windows, and from the textual form. */
export function listenToClipboard(): () => void {
  const copy = (event: ClipboardEvent) => onCopy(event, false);
  const cut = (event: ClipboardEvent) => onCopy(event, true);
  document.addEventListener("copy", copy);
  document.addEventListener("cut", cut);
  document.addEventListener("paste", onPaste);
  return () => {
    document.removeEventListener("copy", copy);
    document.removeEventListener("cut", cut);
    document.removeEventListener("paste", onPaste);
  };
}
