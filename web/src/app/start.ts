import { create } from "zustand";
import {
  keepDocument,
  lastKey,
  newKey,
  openGraph,
  openLocal,
  openNew,
  saveDocument,
} from "../document/local.ts";
import { currentGraph } from "../document/store.ts";
import { examples } from "../engine/catalogue.ts";
import { openResultAddress } from "../lessons/handIn.ts";
import { openLessonAddress } from "../lessons/taking.ts";
import { openAddress } from "../share/opening.ts";
import { openRunAddress } from "../training/runAddress.ts";
import { useVisit } from "../ui/visit.ts";
import { useLayout } from "./layout.ts";

/** A sentence about the whole page, such as that work cannot be kept here; shown until it no longer holds. */
export const useNotice = create<{ text: string | null }>()(() => ({ text: null }));

/** Opens the graph of a link, or what was open last, or at the first visit the first example; from then on keeps every change. */
export function start(): void {
  const last = useVisit.getState().kept ? keep() : null;
  const openOwn = () => {
    if (last && openLocal(last)) return;
    const [first] = examples();
    if (first) openGraph(first.document);
    else openNew();
  };
  if (openRunAddress(openOwn)) useLayout.getState().showTab("results");
  else if (!openAddress(openOwn) && !openLessonAddress(openOwn)) openOwn();
  openResultAddress();
}

/** Keeps every change from now on. Answers the key of what was open last. */
function keep(): string | null {
  try {
    const last = lastKey();
    keepDocument((text) => useNotice.setState({ text }));
    return last;
  } catch {
    useNotice.setState({ text: "This browser keeps nothing: share or export the graph before you leave." });
    return null;
  }
}

/** What was read becomes a document of one's own, with the numbers that were tried, and the page one to draw in. */
export function editCopy(): void {
  const graph = currentGraph();
  const key = newKey();
  useVisit.setState({ editable: true, kept: true });
  keep();
  openGraph(graph, key);
  try {
    saveDocument(key, graph, true);
  } catch {
    // keep() has said so.
  }
  history.replaceState(null, "", "/");
}
