import { figureKey } from "../engine/veil.ts";
import type { Stop, Walk } from "../engine/walk.ts";

/** What has been computed when a walk has come to a stop, as figures of the canvas. */
export function reachedAt(walk: Walk, at: number): Set<string> {
  const reached = new Set<string>();
  for (const { pass, nodes, wires } of walk.stops.slice(0, at + 1)) {
    for (const id of nodes) reached.add(figureKey(pass === "forward" ? "value" : "gradient", id));
    if (pass === "forward") continue;
    for (const key of wires) {
      reached.add(figureKey("contribution", key));
      reached.add(figureKey("local", key));
    }
  }
  return reached;
}

/** Where one stands in a walk after the graph was changed: at the same stop, or the nearest before it that is still there. */
export function keepPlace(before: Walk, at: number, now: Walk): number {
  const places = new Map(now.stops.map((stop, i) => [nameOf(now, stop, i), i]));
  for (let i = Math.min(at, before.stops.length - 1); i >= 0; i--) {
    const stop = before.stops[i];
    const place = stop && places.get(nameOf(before, stop, i));
    if (place !== undefined) return place;
  }
  return 0;
}

function nameOf({ boundary }: Walk, { pass, nodes }: Stop, index: number): string {
  // What is given stays what is given, whatever sources come and go.
  return index === 0 && boundary > 0 ? "given" : `${pass} ${nodes.join()}`;
}
