import { tidy } from "../canvas/tidy.ts";
import { fitAll, zoomIn, zoomOut, zoomToLifeSize } from "../canvas/viewport.ts";
import { excerpt, paste, remove } from "../document/commands.ts";
import { select, selectAll, useSelection } from "../document/selection.ts";
import { apply, currentGraph, documentStore } from "../document/store.ts";
import { togglePlayer } from "../steps/player.ts";
import { announce } from "../ui/announce.tsx";

/** Something a person can do: what it is called, the keys that do it, and its effect. */
export interface Action {
  id: string;
  label: string;
  /** Alternatives; Mod is Ctrl, or Command on a Mac. */
  keys: readonly string[];
  group: "Edit" | "Select" | "View" | "Add";
  run(): void;
}

export function removeSelection(): void {
  const { nodes, wires } = useSelection.getState();
  if (nodes.size + wires.size === 0) return;
  apply((graph) => remove(graph, nodes, wires));
  announce("Removed.");
}

function duplicate(): void {
  const graph = currentGraph();
  const fragment = excerpt(graph, useSelection.getState().nodes);
  if (fragment.nodes.length === 0) return;
  let ids: string[] = [];
  apply((current) => {
    const pasted = paste(current, fragment, { x: 32, y: 32 });
    ids = pasted.ids;
    return pasted.graph;
  });
  select(ids);
}

export const undo: Action = {
  id: "undo",
  label: "Undo",
  keys: ["Mod+Z"],
  group: "Edit",
  run: () => documentStore.getState().undo(),
};

export const redo: Action = {
  id: "redo",
  label: "Redo",
  keys: ["Mod+Shift+Z", "Mod+Y"],
  group: "Edit",
  run: () => documentStore.getState().redo(),
};

export const tidyUp: Action = {
  id: "tidy",
  label: "Tidy the layout",
  keys: ["Shift+T"],
  group: "View",
  run: () => void tidy(),
};

/** Every action that has a key. Copy, cut and paste are the browser's own events (clipboard.ts). */
export const actions: readonly Action[] = [
  undo,
  redo,
  { id: "duplicate", label: "Duplicate", keys: ["Mod+D"], group: "Edit", run: duplicate },
  { id: "remove", label: "Delete", keys: ["Delete", "Backspace"], group: "Edit", run: removeSelection },
  { id: "selectAll", label: "Select everything", keys: ["Mod+A"], group: "Select", run: selectAll },
  { id: "deselect", label: "Select nothing", keys: ["Escape"], group: "Select", run: () => select([]) },
  { id: "fit", label: "Show the whole graph", keys: ["Shift+1"], group: "View", run: () => fitAll() },
  { id: "lifeSize", label: "Life size", keys: ["Shift+0"], group: "View", run: zoomToLifeSize },
  { id: "zoomIn", label: "Zoom in", keys: ["+", "Mod+="], group: "View", run: zoomIn },
  { id: "zoomOut", label: "Zoom out", keys: ["-", "Mod+-"], group: "View", run: zoomOut },
  tidyUp,
  { id: "steps", label: "Step through the passes", keys: ["P"], group: "View", run: togglePlayer },
];
