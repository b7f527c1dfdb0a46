import { move } from "../document/commands.ts";
import { apply } from "../document/store.ts";
import type { Position } from "../document/types.ts";
import { setMoving } from "./motion.ts";

const FRAMES = 14;

/** More cards than this jump. */
const MANY = 200;

export function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Moves cards from where they are to where they shall be, as a part of the gesture of that name, which the caller ends. */
export async function glide(
  from: ReadonlyMap<string, Position>,
  to: ReadonlyMap<string, Position>,
  gesture: string,
): Promise<void> {
  const frames = isStill() || to.size > MANY ? 1 : FRAMES;
  setMoving(true);
  for (let frame = 1; frame <= frames; frame++) {
    const done = 1 - (1 - frame / frames) ** 3;
    const between = new Map(
      [...to].map(([id, end]) => {
        const start = from.get(id) ?? end;
        return [id, { x: start.x + (end.x - start.x) * done, y: start.y + (end.y - start.y) * done }];
      }),
    );
    apply((current) => move(current, frame === frames ? to : between), gesture);
    if (frame < frames) await new Promise((next) => requestAnimationFrame(next));
  }
  setMoving(false);
}
