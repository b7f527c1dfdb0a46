import { create } from "zustand";
import { focusCanvas, middle } from "../canvas/viewport.ts";
import { selectedNodes, useSelection } from "../document/selection.ts";
import { currentGraph } from "../document/store.ts";
import type { GraphNode, Position } from "../document/types.ts";
import type { LooseEnd } from "../engine/edit.ts";

/** An operation is asked for: where it shall stand, and what it is joined to. */
export interface Asked {
  at: Position;
  loose?: LooseEnd | undefined;
  /** The node to stand after, wired to it where that fits. */
  after?: GraphNode | undefined;
}

interface Asking {
  operation: Asked | null;
  dialog: "commands" | "shortcuts" | null;
  /** What had the keyboard before the person was asked: it gets it back. */
  origin: Element | null;
}

/** What the page asks of the person at the moment, over everything else. */
export const useAsking = create<Asking>()(() => ({ operation: null, dialog: null, origin: null }));

/** Asks for an operation at a point of the window, perhaps for the loose end of a wire. */
export function askForOperation(at: Position, loose?: LooseEnd, after?: GraphNode): void {
  useAsking.setState({ operation: { at, loose, after }, origin: document.activeElement });
}

/** Asks for an operation to stand after the selected node, or in the middle. */
export function askHere(): void {
  askForOperation(middle(), undefined, onlySelected());
}

export function openDialog(dialog: Asking["dialog"]): void {
  useAsking.setState({ dialog, origin: document.activeElement });
}

/** An operation was chosen: the keyboard goes to what is placed, not back. */
export function chosen(): void {
  useAsking.setState({ operation: null });
}

/** Closes what is open; the keyboard goes back to where it was. */
export function dismiss(): void {
  const { origin } = useAsking.getState();
  useAsking.setState({ operation: null, dialog: null });
  // A dialog holds the keyboard until it is gone.
  requestAnimationFrame(() => {
    if (!(origin instanceof HTMLElement) || origin === document.body) return;
    if (origin.isConnected) origin.focus({ preventScroll: true });
    else focusCanvas();
  });
}

/** The node that is selected, if it is the only one. */
export function onlySelected(): GraphNode | undefined {
  const nodes = selectedNodes(currentGraph(), useSelection.getState());
  return nodes.length === 1 ? nodes[0] : undefined;
}
