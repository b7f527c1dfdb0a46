import { create } from "zustand";
import { documentStore } from "../document/store.ts";
import type { Answer, Hints, JacobianAnswer, Judgement, Nudge, TruthCheck } from "./asked.ts";
import { dropOverlay, overlaidBatch, overlaidValues, useOverlay } from "./overlay.ts";
import { type Asked, EvaluationSession } from "./session.ts";
import { type NodeView, type Snapshot, sameMeaning, type Tensor, type WireView } from "./snapshot.ts";
import type { Ledger, StopText, Walk } from "./walk.ts";
import type { Derivation, Explanation } from "./why.ts";

const session = new EvaluationSession();

/** What the engine says of the open document, now: evaluated at once after every change that means anything. */
export const useLive = create<Snapshot>()(() => session.evaluate(documentStore.getState().graph));

const evaluate = () =>
  useLive.setState(session.evaluate(documentStore.getState().graph, overlaidValues(), overlaidBatch()), true);

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

/** The nodes of the open document whose value a port takes. */
export function sources(to: string, port: string): readonly string[] {
  return session.sources(to, port);
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

/** What the open document answers to the example that it is fed with; null where it has no answer. */
export function answer(): Answer | null {
  return session.answer();
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

/** Judges what a person typed for a figure of the open document; null where there is no such figure. */
export function judge(figure: Asked, id: string, entry: number, answer: string): Judgement | null {
  return session.judge(figure, id, entry, answer);
}

export function hints(figure: Asked, id: string, entry: number): Hints | null {
  return session.hints(figure, id, entry);
}

/** What becomes of a node of the open document when a number of another grows by delta. */
export function nudge(id: string, entry: number, of: string, delta: number): Nudge | null {
  return session.nudge(id, entry, of, delta);
}

export function judgeNudge(
  id: string,
  entry: number,
  of: string,
  delta: number,
  answer: string,
): Judgement | null {
  return session.judgeNudge(id, entry, of, delta, answer);
}

/** A derivative of the loss found three ways; ask only for what is looked at. */
export function checkGradient(id: string, entry: number): TruthCheck | null {
  return session.check(id, entry);
}

/** The Jacobian of one node by another; ask only for what is looked at. */
export function jacobian(of: string, by: string): JacobianAnswer | null {
  return session.jacobian(of, by);
}
