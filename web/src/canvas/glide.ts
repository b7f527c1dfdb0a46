import { move } from "../document/commands.ts";
import { apply, documentStore } from "../document/store.ts";
import type { Position } from "../document/types.ts";
import { setMoving } from "./motion.ts";

/** How long cards are on their way, in milliseconds, however many frames that makes. */
const DURATION = 240;

/** More cards than this jump. */
const MANY = 200;

export function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Moves cards from where they are to where they shall be, as a part of the gesture of that name, which the caller ends.
 * What the person does meanwhile comes first: then the cards are at their places at once, and no step is added.
 */
export async function glide(
  from: ReadonlyMap<string, Position>,
  to: ReadonlyMap<string, Position>,
  gesture: string,
): Promise<void> {
  const start = performance.now();
  const duration = isStill() || to.size > MANY ? 0 : DURATION;
  setMoving(true);
  for (let part = 0, begun = false; part < 1; begun = true) {
    const { gesture: current, settle } = documentStore.getState();
    if (begun && current !== gesture) {
      settle((graph) => move(graph, to));
      break;
    }
    part = duration === 0 ? 1 : Math.min(1, (performance.now() - start) / duration);
    const places = part === 1 ? to : between(from, to, 1 - (1 - part) ** 3);
    apply((graph) => move(graph, places), gesture);
    if (part < 1) await new Promise((next) => requestAnimationFrame(next));
  }
  setMoving(false);
}

function between(
  from: ReadonlyMap<string, Position>,
  to: ReadonlyMap<string, Position>,
  done: number,
): Map<string, Position> {
  return new Map(
    [...to].map(([id, end]) => {
      const start = from.get(id) ?? end;
      return [id, { x: start.x + (end.x - start.x) * done, y: start.y + (end.y - start.y) * done }];
    }),
  );
}
