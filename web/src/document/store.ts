import { createStore, useStore } from "zustand";
import { useVisit } from "../ui/visit.ts";
import { sameBuild } from "./reading.ts";
import { emptyGraph, type Graph } from "./types.ts";

/** Steps that can be undone; older ones are forgotten. */
const DEPTH = 500;

export interface DocumentState {
  /** Which local document is open: where it is kept. */
  readonly key: string;
  readonly graph: Graph;
  readonly past: readonly Graph[];
  readonly future: readonly Graph[];
  /** The gesture under way: its changes make one step. */
  readonly gesture: string | null;

  /** Makes a change. Changes that name the same gesture, one after the other, are undone as one. */
  apply(change: (graph: Graph) => Graph, gesture?: string): void;
  /** Makes a change that is no step to undo, such as giving places to nodes that came without. */
  settle(change: (graph: Graph) => Graph): void;
  /** Ends the gesture: the next change is a step of its own. */
  endGesture(): void;
  undo(): void;
  redo(): void;
  /** Shows another document, with a history of its own. */
  open(key: string, graph: Graph): void;
}

export function createDocumentStore() {
  return createStore<DocumentState>()((set, get) => ({
    key: "",
    graph: emptyGraph(),
    past: [],
    future: [],
    gesture: null,

    apply(change, gesture) {
      const { graph, past, gesture: current } = get();
      const next = change(graph);
      if (next === graph) return;
      // A reader plays with the numbers of a graph that is not theirs; whoever asks, the rest stays as it is.
      if (!useVisit.getState().editable && !sameBuild(graph, next)) return;
      const continues = gesture !== undefined && gesture === current;
      set({
        graph: next,
        past: continues ? past : [...past.slice(-DEPTH + 1), graph],
        future: [],
        gesture: gesture ?? null,
      });
    },

    settle(change) {
      const { graph } = get();
      const next = change(graph);
      if (next !== graph) set({ graph: next });
    },

    endGesture() {
      if (get().gesture !== null) set({ gesture: null });
    },

    undo() {
      const { graph, past, future } = get();
      const before = past.at(-1);
      if (before) set({ graph: before, past: past.slice(0, -1), future: [graph, ...future], gesture: null });
    },

    redo() {
      const { graph, past, future } = get();
      const [after, ...rest] = future;
      if (after) set({ graph: after, past: [...past, graph], future: rest, gesture: null });
    },

    open(key, graph) {
      set({ key, graph, past: [], future: [], gesture: null });
    },
  }));
}

/** The open document of this page. */
export const documentStore = createDocumentStore();

export function useDocument<T>(select: (state: DocumentState) => T): T {
  return useStore(documentStore, select);
}

/** Makes a change to the open document. */
export function apply(change: (graph: Graph) => Graph, gesture?: string): void {
  documentStore.getState().apply(change, gesture);
}

export function endGesture(): void {
  documentStore.getState().endGesture();
}

export function currentGraph(): Graph {
  return documentStore.getState().graph;
}
