import { create } from "zustand";
import { documentStore } from "../document/store.ts";
import { dropOverlay, overlaidValues, useOverlay } from "./overlay.ts";
import { EvaluationSession } from "./session.ts";
import { type NodeView, type Snapshot, sameMeaning, type Tensor, type WireView } from "./snapshot.ts";
import type { Ledger, StopText, Walk } from "./walk.ts";
import type { Derivation, Explanation } from "./why.ts";

const session = new EvaluationSession();

/** What the engine says of the open document, now: evaluated at once after every change that means anything. */
export const useLive = create<Snapshot>()(() => session.evaluate(documentStore.getState().graph));

const evaluate = () =>
  useLive.setState(session.evaluate(documentStore.getState().graph, overlaidValues()), true);

documentStore.subscribe((state, before) => {
  // Trained values and examples belong to the document that they were made for.
  if (state.key !== before.key) dropOverlay();
  if (state.graph === before.graph || sameMeaning(state.graph, before.graph)) return;
  evaluate();
});

useOverlay.subscribe(evaluate);

export function useNodeView(id: string): NodeView | undefined {
  return useLive((snapshot) => snapshot.nodes.get(id));
}

export function useWireView(key: string): WireView | undefined {
  return useLive((snapshot) => snapshot.wires.get(key));
}

/** Why a wire of the open document cannot be; empty when it can. */
export function refusal(from: string, to: string, port: string): string {
  return session.refusal(from, to, port);
}

/** The ops that take a node's value, each with the port that does; null while its shape is not known. */
export function fitting(id: string): Readonly<Record<string, string>> | null {
  return session.fitting(id);
}

/** The local derivative along a wire of the open document; ask only for what is looked at. */
export function localDerivative(key: string): Tensor | null {
  return session.localDerivative(key);
}

/** Why a node of the open document has its value; ask only for what is looked at. */
export function explanation(id: string): Explanation | null {
  return session.explanation(id);
}

/** The chain rule from the loss of the open document back to a node; ask only for what is looked at. */
export function derivation(id: string): Derivation | null {
  return session.derivation(id);
}

/** The two passes over the open document, one node at a time. */
export function walk(): Walk {
  return session.walk();
}

/** What is written at a stop of the walk; ask only for what is looked at. */
export function stopText(index: number): StopText {
  return session.stopText(index);
}

/** The stops from the first to one of the walk, as LaTeX. */
export function stopsAsLatex(last: number): string {
  return session.stopsAsLatex(last);
}

/** The paths from a node of the open document to the loss; ask only for what is looked at. */
export function ledger(id: string, limit: number): Ledger | null {
  return session.ledger(id, limit);
}
