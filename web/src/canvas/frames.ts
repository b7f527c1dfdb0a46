import { around, type Box } from "./geometry.ts";
import { cardId, type Scene } from "./scene.ts";

export type FrameBox = Box;

/** Between a frame and what it holds; the title stands at the top. */
export const PADDING = { side: 18, top: 40, bottom: 18 };

/** The frames of the open groups around what they hold, the inner ones first. `boxOf` knows nodes and closed cards. */
export function frameBoxes(scene: Scene, boxOf: (id: string) => Box | null): Map<string, FrameBox> {
  const frames = new Map<string, FrameBox>();
  const inner = [...scene.open].sort((a, b) => b.depth - a.depth);
  for (const { group, members } of inner) {
    const held = new Set(
      members.map((id) => {
        const closed = scene.cardOf.get(id);
        return closed === undefined ? id : cardId(closed);
      }),
    );
    const boxes = [...held].flatMap((id) => boxOf(id) ?? []);
    const nested = inner.filter((other) => other.group.parent === group.id);
    const all = around([...boxes, ...nested.flatMap((other) => frames.get(other.group.id) ?? [])]);
    if (!all) continue;
    frames.set(group.id, {
      x: all.x - PADDING.side,
      y: all.y - PADDING.top,
      width: all.width + 2 * PADDING.side,
      height: all.height + PADDING.top + PADDING.bottom,
    });
  }
  return frames;
}
