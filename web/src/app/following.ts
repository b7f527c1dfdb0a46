import { follow, reserveBelow } from "../canvas/viewport.ts";
import { useDescentAsked } from "../descent/asked.ts";
import { stepOf, useTaking } from "../lessons/taking.ts";
import { usePlayer } from "../steps/player.ts";
import { useLayout } from "./layout.ts";

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

/** A step of a lesson opens the panel that it is about. */
export function followLessons(): () => void {
  const open = ({ taken }: ReturnType<typeof useTaking.getState>) => {
    const panel = taken && stepOf(taken)?.panel;
    if (panel) useLayout.getState().showTab(panel);
  };
  open(useTaking.getState());
  return useTaking.subscribe((state, before) => {
    if (state.taken !== before.taken) open(state);
  });
}

/** The model that was built goes downhill in the panel beside it. */
export function followModel(): () => void {
  return useDescentAsked.subscribe(() => useLayout.getState().showTab("descent"));
}
