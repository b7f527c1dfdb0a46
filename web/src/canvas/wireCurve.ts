import { opOf } from "../engine/catalogue.ts";
import type { FlowEdge, FlowNode } from "./flow.ts";
import { type Box, type Curve, curve } from "./geometry.ts";

/** A wire ends at the outer edge of a port's dot. */
const DOT = 5.5;

const CARD = { width: 116, height: 88 };

/** The course of a wire between two cards, from where they stand and what ports they have. */
export function wireCurve(source: FlowNode, target: FlowNode, edge: FlowEdge): Curve {
  const from = boxOf(source);
  const to = boxOf(target);
  return curve(
    { x: from.x + from.width + DOT, y: from.y + from.height * share(outputsOf(source), edge.sourceHandle) },
    { x: to.x - DOT, y: to.y + to.height * share(inputsOf(target), edge.targetHandle) },
  );
}

export function boxOf(node: FlowNode): Box {
  const { width = CARD.width, height = CARD.height } = node.measured ?? {};
  return { ...node.position, width, height };
}

/** How far down a handle stands: those of a side share it evenly. */
function share(handles: readonly string[], handle: string | null | undefined): number {
  const index = Math.max(0, handles.indexOf(handle ?? ""));
  return (index + 1) / (Math.max(1, handles.length) + 1);
}

const out: readonly string[] = ["out"];

function inputsOf(node: FlowNode): string[] {
  if (node.type === "closed") return node.data.closed.ins.map((port) => port.key);
  if (node.type !== "op") return [];
  return (opOf(node.data.node.op)?.ports ?? []).slice(0, node.data.ports).map((port) => port.name);
}

function outputsOf(node: FlowNode): readonly string[] {
  return node.type === "closed" ? node.data.closed.outs.map((id) => `out:${id}`) : out;
}
