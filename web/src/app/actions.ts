import { nextGrain, toggleSelectedGroup, zoomToSelection } from "../canvas/selected.ts";
import { tidy } from "../canvas/tidy.ts";
import { fitAll, focusNode, zoomIn, zoomOut, zoomToLifeSize } from "../canvas/viewport.ts";
import { makeLoss } from "../document/commands.ts";
import {
  duplicateSelection,
  groupSelection,
  removeSelection,
  ungroupSelection,
} from "../document/selected.ts";
import { select, selectAll, selectedNodes, useSelection } from "../document/selection.ts";
import { apply, currentGraph, documentStore } from "../document/store.ts";
import { spokenName } from "../engine/edit.ts";
import { closeOutline, focusOutline, isInOutline } from "../outline/open.ts";
import { coverSelection } from "../quiz/choices.ts";
import { openNext } from "../quiz/covering.ts";
import { togglePlayer } from "../steps/player.ts";
import { toggleText, useTextPanel } from "../text/open.ts";
import { announce } from "../ui/announce.tsx";
import { askHere, openDialog } from "./asking.ts";
import { focusSoon } from "./focus.ts";
import { matches } from "./keys.ts";
import { goToDrawer, useLayout } from "./layout.ts";
import { usePreferences } from "./preferences.ts";
import { present } from "./presenting.ts";

/** Something a person can do: what it is called, the keys that do it, and its effect. */
export interface Action {
  id: string;
  label: string;
  /** Alternatives; Mod is Ctrl, or Command on a Mac. */
  keys: readonly string[];
  group: ActionGroup;
  /** Also while a field has the keyboard. */
  always?: boolean;
  run(): void;
}

export const actionGroups = ["Add", "Edit", "Select", "View"] as const;

export type ActionGroup = (typeof actionGroups)[number];

/** To the outline and, from within it, back to the canvas. */
function goToOutline(): void {
  if (!isInOutline(document.activeElement)) {
    focusOutline();
    return;
  }
  closeOutline();
  const [id] = useSelection.getState().nodes;
  if (id !== undefined) focusNode(id);
}

/** The canvas alone, or with the panels as they were. */
function togglePanels(): void {
  const { palette, inspector, drawer, show } = useLayout.getState();
  const any = palette.open || inspector.open === true || drawer.open;
  show("palette", !any);
  show("inspector", any ? false : "auto");
  if (any) show("drawer", false);
}

/** To the text and, once it is open, away with it. */
function goToText(): void {
  toggleText();
  if (useTextPanel.getState().open) focusSoon("[data-testid=text-editor]");
}

function differentiateSelected(): void {
  const [node, ...others] = selectedNodes(currentGraph(), useSelection.getState());
  if (!node || others.length > 0) return;
  apply((graph) => makeLoss(graph, node.id));
  announce(`Everything is now differentiated from ${spokenName(node)}.`);
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

/** Every action: what the keys do, what the command palette offers. Copy, cut and paste are the browser's own events. */
export const actions: readonly Action[] = [
  {
    id: "commands",
    label: "Find anything that can be done",
    keys: ["Mod+K", "Mod+/"],
    group: "View",
    always: true,
    run: () => openDialog("commands"),
  },
  { id: "quickAdd", label: "Add an operation", keys: ["/"], group: "Add", run: askHere },
  {
    id: "shortcuts",
    label: "Keyboard and mouse",
    keys: ["?"],
    group: "View",
    run: () => openDialog("shortcuts"),
  },
  undo,
  redo,
  { id: "duplicate", label: "Duplicate", keys: ["Mod+D"], group: "Edit", run: duplicateSelection },
  { id: "remove", label: "Delete", keys: ["Delete", "Backspace"], group: "Edit", run: removeSelection },
  {
    id: "makeLoss",
    label: "Differentiate the selected node",
    keys: ["Mod+Enter"],
    group: "Edit",
    run: differentiateSelected,
  },
  {
    id: "cover",
    label: "Cover the selected gradient, to say it yourself",
    keys: ["Q"],
    group: "View",
    run: coverSelection,
  },
  {
    id: "nextQuestion",
    label: "Next covered figure",
    keys: ["Shift+Q"],
    group: "View",
    run: openNext,
  },
  { id: "outline", label: "Outline of the graph", keys: ["O"], group: "View", run: goToOutline },
  { id: "text", label: "Text of the graph", keys: ["T"], group: "View", run: goToText },
  { id: "selectAll", label: "Select everything", keys: ["Mod+A"], group: "Select", run: selectAll },
  { id: "deselect", label: "Select nothing", keys: ["Escape"], group: "Select", run: () => select([]) },
  { id: "group", label: "Group", keys: ["Mod+G"], group: "Edit", run: groupSelection },
  { id: "ungroup", label: "Ungroup", keys: ["Mod+Shift+G"], group: "Edit", run: ungroupSelection },
  {
    id: "toggleGroup",
    label: "Open or close the group",
    keys: ["Shift+Enter"],
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
  { id: "panels", label: "Fold all panels, show them", keys: ["Mod+\\"], group: "View", run: togglePanels },
  { id: "lifeSize", label: "Life size", keys: ["Shift+0"], group: "View", run: zoomToLifeSize },
  { id: "zoomIn", label: "Zoom in", keys: ["+"], group: "View", run: zoomIn },
  { id: "zoomOut", label: "Zoom out", keys: ["-"], group: "View", run: zoomOut },
  tidyUp,
  { id: "steps", label: "Step through the passes", keys: ["P"], group: "View", run: togglePlayer },
  {
    id: "paths",
    label: "Paths from the selected node to the loss",
    keys: ["Shift+P"],
    group: "View",
    run: () => goToDrawer("paths"),
  },
  { id: "present", label: "Present", keys: ["F"], group: "View", run: present },
];

/** The action that a key combination asks for; in a field, only what holds everywhere. */
export function actionFor(event: KeyboardEvent, typing: boolean): Action | undefined {
  const single = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  if (single && !usePreferences.getState().letters) return undefined;
  return actions.find(
    (action) => (action.always || !typing) && action.keys.some((keys) => matches(event, keys)),
  );
}

/** What a reader may do, who changes numbers alone. */
const reading: ReadonlySet<string> = new Set([
  "undo",
  "redo",
  "deselect",
  "fit",
  "lifeSize",
  "zoomIn",
  "zoomOut",
  "steps",
  "outline",
  "paths",
  "present",
]);

/** Whether an action belongs to a visit in which the graph cannot be rebuilt. */
export function isForReading(action: Action): boolean {
  return reading.has(action.id);
}
