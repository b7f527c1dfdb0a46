import type { Position } from "../document/types.ts";

export interface Box extends Position {
  readonly width: number;
  readonly height: number;
}

/** A wire's course: it leaves to the right and enters from the left, level at both ends. */
export interface Curve {
  readonly from: Position;
  readonly to: Position;
  /** How far each end keeps level. */
  readonly reach: number;
}

/** How far a wire that runs back to the left swings out. */
const SWING = 8;

export function curve(from: Position, to: Position): Curve {
  const across = to.x - from.x;
  return { from, to, reach: across >= 0 ? across / 2 : SWING * Math.sqrt(-across) };
}

export function pathOf({ from, to, reach }: Curve): string {
  return `M${from.x},${from.y} C${from.x + reach},${from.y} ${to.x - reach},${to.y} ${to.x},${to.y}`;
}

/** The point of a curve at t from 0 to 1. */
export function pointAt({ from, to, reach }: Curve, t: number): Position {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return {
    x: a * from.x + b * (from.x + reach) + c * (to.x - reach) + d * to.x,
    y: (a + b) * from.y + (c + d) * to.y,
  };
}

/** The unit vector that stands on a curve at t, towards the upper side of a wire that runs to the right. */
export function normalAt({ from, to, reach }: Curve, t: number): Position {
  const u = 1 - t;
  const dx = 3 * u * u * reach + 6 * u * t * (to.x - from.x - 2 * reach) + 3 * t * t * reach;
  const dy = 6 * u * t * (to.y - from.y);
  const length = Math.hypot(dx, dy) || 1;
  return { x: dy / length, y: -dx / length };
}

/** How much two boxes share, in square pixels, when one is that much wider on every side. */
export function overlap(a: Box, b: Box, margin = 0): number {
  const across = Math.min(a.x + a.width, b.x + b.width + margin) - Math.max(a.x, b.x - margin);
  const down = Math.min(a.y + a.height, b.y + b.height + margin) - Math.max(a.y, b.y - margin);
  return across > 0 && down > 0 ? across * down : 0;
}

export function contains(box: Box, { x, y }: Position): boolean {
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
}

/** The smallest box around all of them; null around none. */
export function around(boxes: Iterable<Box>): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left <= right ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
