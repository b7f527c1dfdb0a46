import { create } from "zustand";
import { linkedKey, linkOfKey, listDocuments, newKey, openGraph, openLocal } from "../document/local.ts";
import { documentStore } from "../document/store.ts";
import { checkDocument } from "../engine/text.ts";
import { fetchGraph } from "../server/graphs.ts";
import { inWords } from "../server/request.ts";
import { idOf, pathOf } from "./links.ts";

interface Opening {
  phase: "none" | "opening" | "failed";
  message: string | null;
  /** The document is this browser's own version of a link's graph. */
  own: boolean;
}

export const useOpening = create<Opening>()(() => ({ phase: "none", message: null, own: false }));

/**
 * Opens the graph of the address, if it is that of a link: this browser's own version of it where there is one, else
 * the stored one. Where that fails, `otherwise` opens something else. False for any other address.
 */
export function openAddress(otherwise: () => void): boolean {
  const id = idOf(location.pathname);
  if (id === null) return false;
  // Without storage there is no version of one's own.
  const own = attempt(() => listDocuments().some(({ key }) => key === linkedKey(id))) ?? false;
  if (own && openLocal(linkedKey(id))) useOpening.setState({ own: true });
  else void open(id, linkedKey(id)).then((opened) => opened || otherwise());
  return true;
}

/** Opens a link's graph as it is stored, as a document of its own. */
export async function openOriginal(id: string): Promise<void> {
  if (await open(id, newKey())) history.replaceState(null, "", "/");
}

/** Tries once more to open the link of the address. */
export async function tryAgain(): Promise<void> {
  const id = idOf(location.pathname);
  if (id !== null) await open(id, linkedKey(id));
}

async function open(id: string, key: string): Promise<boolean> {
  useOpening.setState({ phase: "opening", message: null, own: false });
  try {
    const { document, problems } = checkDocument(await fetchGraph(id));
    if (!document) throw new Error(problems[0]?.message ?? "What is stored there is no graph.");
    openGraph(document, key);
    useOpening.setState({ phase: "none" });
    return true;
  } catch (error) {
    useOpening.setState({ phase: "failed", message: inWords(error) });
    return false;
  }
}

function attempt<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch {
    return null;
  }
}

// The address follows what is open: a reload must bring the same graph back.
documentStore.subscribe((state, before) => {
  if (state.key === before.key || before.key === "") return;
  useOpening.setState({ phase: "none", message: null, own: false });
  const link = linkOfKey(state.key);
  if (idOf(location.pathname) !== link) history.replaceState(null, "", link === null ? "/" : pathOf(link));
});
