import { follow, reserveBelow } from "../canvas/viewport.ts";
import { usePlayer } from "../steps/player.ts";

/** Lower than this, what floats over the canvas hides nothing worth moving for. */
const SMALL = 80;

/** What floats over the lower edge of the canvas hides nothing: the view makes room for it. */
export function makeRoom(tools: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    const height = tools.offsetHeight;
    reserveBelow(height > SMALL ? height + 20 : 0);
  });
  observer.observe(tools);
  return () => observer.disconnect();
}

/** The node that is stepped through stays in sight. */
export function followSteps(): () => void {
  return usePlayer.subscribe(({ walk, at }, before) => {
    const stop = walk?.stops[at];
    if (stop && at > 0 && at !== before.at) follow([...stop.nodes, ...stop.feeding]);
  });
}
