import { create } from "zustand";
import {
  lastKey,
  linkedKey,
  linkOfKey,
  listDocuments,
  loadDocument,
  newKey,
  openGraph,
  openLocal,
} from "../document/local.ts";
import { documentStore } from "../document/store.ts";
import type { Graph } from "../document/types.ts";
import { checkDocument } from "../engine/text.ts";
import { fetchGraph } from "../server/graphs.ts";
import { inWords } from "../server/request.ts";
import { useVisit } from "../ui/visit.ts";
import { fromHash, isHashLink } from "./hashLink.ts";
import { idOf, pathOf } from "./links.ts";

interface Opening {
  phase: "none" | "opening" | "failed";
  message: string | null;
  /** The document is this browser's own version of a link's graph. */
  own: boolean;
  /** The document came in the hash of a link. */
  carried: boolean;
}

const none: Opening = { phase: "none", message: null, own: false, carried: false };

export const useOpening = create<Opening>()(() => none);

/** A hash link is being opened: the address keeps it. */
let arriving = false;

/**
 * Opens the graph of the address, if it is that of a link: the one in the hash; or this browser's own version of a
 * stored one where there is one, else the stored one. Where that fails, `otherwise` opens something else. False for any
 * other address.
 */
export function openAddress(otherwise: () => void): boolean {
  addEventListener("hashchange", () => {
    if (isHashLink(location.hash)) void openHash();
  });
  if (isHashLink(location.hash)) {
    void openHash().then((opened) => opened || otherwise());
    return true;
  }
  const id = idOf(location.pathname);
  if (id === null) return false;
  // Without storage there is no version of one's own.
  const own = attempt(() => listDocuments().some(({ key }) => key === linkedKey(id))) ?? false;
  if (own && openLocal(linkedKey(id))) useOpening.setState({ own: true });
  else void open(id, linkedKey(id)).then((opened) => opened || otherwise());
  return true;
}

/** Opens the graph of a pasted link that carries it, whatever page it was made on; false for any other text. */
export function openPastedLink(text: string): boolean {
  const [, hash] = /^\s*https?:\/\/[^\s#]{1,2000}(#g=\S+)\s*$/.exec(text) ?? [];
  if (hash === undefined) return false;
  if (location.hash === hash) void openHash();
  else location.hash = hash;
  return true;
}

/** Opens a link's graph as it is stored, as a document of its own. */
export async function openOriginal(id: string): Promise<void> {
  if (await open(id, newKey())) history.replaceState(null, "", "/");
}

/** Tries once more to open the link of the address. */
export async function tryAgain(): Promise<void> {
  const id = idOf(location.pathname);
  if (isHashLink(location.hash)) await openHash();
  else if (id !== null) await open(id, linkedKey(id));
}

function open(id: string, key: string): Promise<boolean> {
  return show(async () => {
    const { document, problems } = checkDocument(await fetchGraph(id));
    if (!document) throw new Error(problems[0]?.message ?? "What is stored there is no graph.");
    openGraph(document, key);
  });
}

/** Opens the graph in the hash of the address as a document of its own, or finds it again after a reload. */
function openHash(): Promise<boolean> {
  return show(async () => {
    const graph = await fromHash(location.hash);
    arriving = true;
    try {
      const last = attempt(lastKey);
      if (last === null || !isLast(last, graph) || !openLocal(last)) openGraph(graph);
    } finally {
      arriving = false;
    }
  }, true);
}

function isLast(key: string, graph: Graph): boolean {
  return JSON.stringify(attempt(() => loadDocument(key))) === JSON.stringify(graph);
}

async function show(opened: () => Promise<void>, carried = false): Promise<boolean> {
  useOpening.setState({ ...none, phase: "opening" });
  try {
    await opened();
    useOpening.setState({ ...none, carried });
    return true;
  } catch (error) {
    useOpening.setState({ ...none, phase: "failed", message: inWords(error) });
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

// The address follows what is open: a reload must bring the same graph back. A hash stays until the graph is changed.
documentStore.subscribe((state, before) => {
  const another = state.key !== before.key;
  if (another && before.key !== "") useOpening.setState(none);
  if (!useVisit.getState().kept) return;
  if (another && (before.key !== "" || arriving)) {
    const link = linkOfKey(state.key);
    const address = (link === null ? "/" : pathOf(link)) + (arriving ? location.hash : "");
    if (location.pathname + location.hash !== address) history.replaceState(null, "", address);
  } else if (state.graph !== before.graph && state.past.length > 0 && isHashLink(location.hash)) {
    history.replaceState(null, "", location.pathname);
  }
});
