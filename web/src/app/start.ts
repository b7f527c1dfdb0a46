import { create } from "zustand";
import { keepDocument, lastKey, openGraph, openLocal, openNew } from "../document/local.ts";
import { examples } from "../engine/catalogue.ts";
import { openAddress } from "../share/opening.ts";
import { openRunAddress } from "../training/runAddress.ts";
import { useLayout } from "./layout.ts";

/** A sentence about the whole page, such as that work cannot be kept here; shown until it no longer holds. */
export const useNotice = create<{ text: string | null }>()(() => ({ text: null }));

/** Opens the graph of a link, or what was open last, or at the first visit the first example; from then on keeps every change. */
export function start(): void {
  let last: string | null = null;
  try {
    last = lastKey();
    keepDocument((text) => useNotice.setState({ text }));
  } catch {
    useNotice.setState({ text: "This browser keeps nothing: share or export the graph before you leave." });
  }
  const openOwn = () => {
    if (last && openLocal(last)) return;
    const [first] = examples();
    if (first) openGraph(first.document);
    else openNew();
  };
  if (openRunAddress(openOwn)) useLayout.getState().showTab("results");
  else if (!openAddress(openOwn)) openOwn();
}
