import { nextGrain, toggleSelectedGroup, zoomToSelection } from "../canvas/selected.ts";
import { tidy } from "../canvas/tidy.ts";
import { fitAll, zoomIn, zoomOut, zoomToLifeSize } from "../canvas/viewport.ts";
import {
  duplicateSelection,
  groupSelection,
  removeSelection,
  ungroupSelection,
} from "../document/selected.ts";
import { select, selectAll } from "../document/selection.ts";
import { documentStore } from "../document/store.ts";

/** Something a person can do: what it is called, the keys that do it, and its effect. */
export interface Action {
  id: string;
  label: string;
  /** Alternatives; Mod is Ctrl, or Command on a Mac. */
  keys: readonly string[];
  group: "Edit" | "Select" | "View" | "Add";
  run(): void;
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
  { id: "duplicate", label: "Duplicate", keys: ["Mod+D"], group: "Edit", run: duplicateSelection },
  { id: "remove", label: "Delete", keys: ["Delete", "Backspace"], group: "Edit", run: removeSelection },
  { id: "selectAll", label: "Select everything", keys: ["Mod+A"], group: "Select", run: selectAll },
  { id: "deselect", label: "Select nothing", keys: ["Escape"], group: "Select", run: () => select([]) },
  { id: "group", label: "Group", keys: ["Mod+G"], group: "Edit", run: groupSelection },
  { id: "ungroup", label: "Ungroup", keys: ["Mod+Shift+G"], group: "Edit", run: ungroupSelection },
  {
    id: "toggleGroup",
    label: "Open or close the group",
    keys: ["Mod+Enter"],
    group: "View",
    run: toggleSelectedGroup,
  },
  { id: "lens", label: "Layer, matrices, neurons", keys: ["Shift+L"], group: "View", run: nextGrain },
  { id: "fit", label: "Show the whole graph", keys: ["Shift+1"], group: "View", run: () => fitAll() },
  {
    id: "fitSelection",
    label: "Show the selection",
    keys: ["Shift+2"],
    group: "View",
    run: zoomToSelection,
  },
  { id: "lifeSize", label: "Life size", keys: ["Shift+0"], group: "View", run: zoomToLifeSize },
  { id: "zoomIn", label: "Zoom in", keys: ["+", "Mod+="], group: "View", run: zoomIn },
  { id: "zoomOut", label: "Zoom out", keys: ["-", "Mod+-"], group: "View", run: zoomOut },
  tidyUp,
];
