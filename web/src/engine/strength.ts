import type { Snapshot, Tensor } from "./snapshot.ts";

/** How large the largest entry is, whatever its sign. */
function size({ data }: Tensor): number {
  let largest = 0;
  for (const entry of data) if (Math.abs(entry) > largest) largest = Math.abs(entry);
  return largest;
}

const largest = new WeakMap<Snapshot, number>();

/** What flows back along a wire beside the most that does along any, from 0 to 1; for drawing alone. */
export function strength(snapshot: Snapshot, wire: string): number {
  let most = largest.get(snapshot);
  if (most === undefined) {
    most = 0;
    for (const { contribution } of snapshot.wires.values()) {
      if (contribution) most = Math.max(most, size(contribution));
    }
    largest.set(snapshot, most);
  }
  const own = snapshot.wires.get(wire)?.contribution;
  return own && most > 0 && Number.isFinite(most) ? Math.min(1, size(own) / most) : 0;
}
