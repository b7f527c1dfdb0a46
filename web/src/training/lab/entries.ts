import type { ParameterInfo } from "../../engine/training.ts";

/** Where an entry stands in its tensor: [2, 0]; a single number stands nowhere. */
export function placeOf(index: number, shape: readonly number[]): string {
  if (shape.length === 0) return "";
  const place: number[] = [];
  let rest = index;
  for (const extent of [...shape].reverse()) {
    place.unshift(rest % extent);
    rest = Math.floor(rest / extent);
  }
  return `[${place.join(", ")}]`;
}

/** What an entry of all parameters, one after the other, is called: W1[0, 2]. */
export function nameOfEntry(parameters: readonly ParameterInfo[], entry: number): string {
  let rest = entry;
  for (const { name, shape } of parameters) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    if (rest < size) return `${name}${placeOf(rest, shape)}`;
    rest -= size;
  }
  return "";
}
