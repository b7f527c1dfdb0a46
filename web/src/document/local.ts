import { shelf, tabShelf } from "../ui/shelf.ts";
import { type DocumentState, documentStore } from "./store.ts";
import { emptyGraph, type Graph } from "./types.ts";

/*
 * Work is never lost: the open document is kept in this browser at every change, each document under a key of its
 * own, so that opening another one overwrites nothing.
 */

const PREFIX = "chainrule.document.";
const CURRENT = "chainrule.current";

/** Begins the key of a document that belongs to a link. */
const LINKED = "g-";

/** Begins the key of a lesson's graph, which is none of the person's own. */
const LESSON = "lesson-";

export interface LocalDocument {
  key: string;
  title: string;
  savedAt: number;
}

interface Stored {
  graph: Graph;
  savedAt: number;
  /** False while it was only looked at, as an example is. */
  edited: boolean;
}

/** The two shelves of a browser that are used here; injected so that tests bring their own. */
export interface Shelves {
  local: Storage;
  /** Of this tab: which document it shows, so that two tabs can show two documents. */
  tab: Storage;
  now(): number;
}

function browser(): Shelves {
  return { local: shelf(), tab: tabShelf(), now: Date.now };
}

export function newKey(): string {
  return crypto.randomUUID().slice(0, 8);
}

/** The documents kept here, the newest first. */
export function listDocuments(shelves = browser()): LocalDocument[] {
  const found: LocalDocument[] = [];
  for (let i = 0; i < shelves.local.length; i++) {
    const name = shelves.local.key(i);
    if (!name?.startsWith(PREFIX) || name.startsWith(PREFIX + LESSON)) continue;
    const stored = read(name.slice(PREFIX.length), shelves);
    if (stored?.edited)
      found.push({ key: name.slice(PREFIX.length), title: stored.graph.title, savedAt: stored.savedAt });
  }
  return found.sort((a, b) => b.savedAt - a.savedAt);
}

export function loadDocument(key: string, shelves = browser()): Graph | null {
  return read(key, shelves)?.graph ?? null;
}

export function forgetDocument(key: string, shelves = browser()): void {
  shelves.local.removeItem(PREFIX + key);
}

/** The document that this tab showed last, or else the one that any tab showed last. */
export function lastKey(shelves = browser()): string | null {
  return shelves.tab.getItem(CURRENT) ?? shelves.local.getItem(CURRENT);
}

export function saveDocument(key: string, graph: Graph, edited: boolean, shelves = browser()): void {
  const stored: Stored = { graph, savedAt: shelves.now(), edited };
  shelves.local.setItem(PREFIX + key, JSON.stringify(stored));
}

/** The local document of a link: its own, so that opening a link overwrites nothing. */
export function linkedKey(link: string): string {
  return LINKED + link;
}

/** The link that a document belongs to; null for one that was made here. */
export function linkOfKey(key: string): string | null {
  return key.startsWith(LINKED) ? key.slice(LINKED.length) : null;
}

/** The local document of one step of a lesson, so that what was done there is found again. */
export function lessonKey(lesson: string, step: number): string {
  return `${LESSON}${lesson}-${step}`;
}

export function isLessonKey(key: string): boolean {
  return key.startsWith(LESSON);
}

/** Notes what is open. A link's document is found again by its address; without one, what was made here is wanted. */
export function rememberKey(key: string, shelves = browser()): void {
  if (linkOfKey(key) !== null || isLessonKey(key)) return;
  shelves.tab.setItem(CURRENT, key);
  shelves.local.setItem(CURRENT, key);
}

function read(key: string, shelves: Shelves): Stored | null {
  const text = shelves.local.getItem(PREFIX + key);
  if (!text) return null;
  try {
    const stored = JSON.parse(text) as Stored;
    return stored.graph?.version === 1 && Array.isArray(stored.graph.nodes) ? stored : null;
  } catch {
    return null;
  }
}

/** Shows a graph as a local document of its own; without a key it gets a new one. */
export function openGraph(graph: Graph, key = newKey()): void {
  documentStore.getState().open(key, graph);
}

export function openNew(): void {
  openGraph(emptyGraph());
}

/** Shows a document that is kept here; false when there is none of that key. */
export function openLocal(key: string): boolean {
  const graph = loadDocument(key);
  if (!graph) return false;
  documentStore.getState().open(key, graph);
  return true;
}

/**
 * Keeps the open document from now on: shortly after each change, and at once when the page is left. `onFailure` hears
 * when the browser refuses (its storage is full or switched off), and null when it works again.
 */
export function keepDocument(onFailure: (reason: string | null) => void, shelves = browser()): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;

  const save = ({ key, graph, past }: DocumentState) => {
    if (timer) clearTimeout(timer);
    timer = null;
    try {
      saveDocument(key, graph, past.length > 0 || (read(key, shelves)?.edited ?? false), shelves);
      onFailure(null);
    } catch {
      onFailure(
        "This browser cannot keep your work: its storage is full or switched off. Share or export the graph.",
      );
    }
  };

  const leave = (before: DocumentState) => {
    if (timer) save(before);
    // What was only looked at can be had again from where it came.
    if (read(before.key, shelves)?.edited === false) forgetDocument(before.key, shelves);
  };

  const enter = (state: DocumentState) => {
    save(state);
    try {
      rememberKey(state.key, shelves);
    } catch {
      // save() has said so.
    }
  };

  const stop = documentStore.subscribe((state, before) => {
    if (state.key !== before.key) {
      leave(before);
      enter(state);
    } else if (state.graph !== before.graph) {
      timer ??= setTimeout(() => save(documentStore.getState()), 150);
    }
  });

  const flush = () => {
    if (timer) save(documentStore.getState());
  };
  addEventListener("pagehide", flush);
  return () => {
    flush();
    stop();
    removeEventListener("pagehide", flush);
  };
}
