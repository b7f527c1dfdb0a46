import type { Snapshot, Tensor } from "../engine/snapshot.ts";
import { formatNumber, formatShape } from "../ui/format.ts";

/** A number, or the shape of several. */
export function figure(tensor: Tensor): string {
  const [first] = tensor.data;
  return tensor.shape.length === 0 && first !== undefined ? formatNumber(first) : formatShape(tensor.shape);
}

/** What is written at a wire: what flows along it, and what flows back where that is a number. */
export function figureText(
  snapshot: Snapshot,
  source: string,
  wire: string,
): { value: string; gradient: string } {
  const view = snapshot.nodes.get(source);
  const contribution = snapshot.wires.get(wire)?.contribution;
  const shape = view?.shape ?? [];
  return {
    value: view?.value ? figure(view.value) : shape.length > 0 ? formatShape(shape) : "",
    gradient: contribution?.shape.length === 0 ? figure(contribution) : "",
  };
}
