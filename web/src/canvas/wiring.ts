import { create } from "zustand";
import { connect } from "../document/commands.ts";
import { apply, currentGraph } from "../document/store.ts";
import type { GraphNode } from "../document/types.ts";
import { opOf, shownPorts } from "../engine/catalogue.ts";
import { sourceOf, spokenName } from "../engine/edit.ts";
import { refusal } from "../engine/live.ts";
import { announce } from "../ui/announce.tsx";
import type { Choice } from "../ui/ChoiceList.tsx";
import { focusNode } from "./viewport.ts";

interface Wiring {
  /** The node that a wire is drawn from with the keyboard. */
  from: string | null;
  /** The node whose input is being chosen. */
  to: string | null;
}

export const useWiring = create<Wiring>()(() => ({ from: null, to: null }));

function nodeOf(id: string | null): GraphNode | undefined {
  return currentGraph().nodes.find((node) => node.id === id);
}

function nameOf(id: string | null): string {
  const node = nodeOf(id);
  return node ? spokenName(node) : "";
}

export function startWiring(from: string): void {
  useWiring.setState({ from, to: null });
  announce(`A wire from ${nameOf(from)}: walk to a node and press Enter, or Escape to drop it.`);
}

export function cancelWiring(): void {
  const { from, to } = useWiring.getState();
  useWiring.setState({ from: null, to: null });
  announce("The wire is dropped.");
  focusNode(to ?? from ?? "");
}

/** The inputs of a node, each with the reason why the wire does not fit, if it does not. */
export function inputsFor(from: string, to: string): Choice[] {
  const node = nodeOf(to);
  const graph = currentGraph();
  const ports = node ? shownPorts(opOf(node.op), (port) => sourceOf(graph, to, port) !== undefined) : [];
  return ports.map((port) => {
    const source = sourceOf(graph, to, port.name);
    return {
      id: port.name,
      label: port.label,
      text: port.label,
      note: source ? `now from ${spokenName(source)}` : undefined,
      refused: refusal(from, to, port.name) || undefined,
    };
  });
}

/** Ends the wire at a node: in its only input, or else the person chooses; refusals are told. */
export function takeWireTo(to: string): void {
  const { from } = useWiring.getState();
  if (from === null) return;
  const inputs = inputsFor(from, to);
  const [only] = inputs;
  if (!only) announce(`${nameOf(to)} has no inputs.`);
  else if (inputs.length === 1 && !only.refused) drawWire(only.id, to);
  else useWiring.setState({ to });
}

export function drawWire(port: string, to = useWiring.getState().to): void {
  const { from } = useWiring.getState();
  if (from === null || to === null) return;
  apply((graph) => connect(graph, { from, to, port }));
  useWiring.setState({ from: null, to: null });
  announce(`${nameOf(from)} goes into ${port} of ${nameOf(to)}.`);
  focusNode(to);
}
