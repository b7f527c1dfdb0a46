import type { Snapshot, Tensor } from "../engine/snapshot.ts";
import { formatNumber, formatShape } from "../ui/format.ts";

/** A number, or the shape of several. */
export function figure(tensor: Tensor): string {
  const [first] = tensor.data;
  return tensor.shape.length === 0 && first !== undefined ? formatNumber(first) : formatShape(tensor.shape);
}

/** What is written above a wire: the value, or where shapes are asked for its shape. */
export function valueText(value: Tensor | null, shape: readonly number[] | null, shapes: boolean): string {
  if (shapes) return shape ? formatShape(shape) || "[]" : "";
  if (value) return figure(value);
  return shape && shape.length > 0 ? formatShape(shape) : "";
}

/** What is written at a wire: what flows along it, and what flows back where that is a number. */
export function figureText(
  snapshot: Snapshot,
  source: string,
  wire: string,
  shapes: boolean,
): { value: string; gradient: string } {
  const view = snapshot.nodes.get(source);
  const contribution = snapshot.wires.get(wire)?.contribution;
  return {
    value: valueText(view?.value ?? null, view?.shape ?? null, shapes),
    gradient: contribution?.shape.length === 0 ? figure(contribution) : "",
  };
}
