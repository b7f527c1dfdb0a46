import { isActive, stateInWords } from "./run.ts";
import { useRun } from "./serverRun.ts";
import { usePanelShown } from "./settings.ts";

/** How far the run on the server is, in a word beside the tab: the panel may be folded away. */
export function TrainingStatus() {
  const run = useRun();
  const shown = usePanelShown((state) => state.shown);
  if (shown || run.phase === "none") return null;
  const { progress } = run;
  if (isActive(run)) {
    const done = progress?.steps ? Math.floor((progress.step / progress.steps) * 100) : 0;
    const state = run.phase === "running" && !run.cancelling ? "" : `${stateInWords(run).toLowerCase()}, `;
    return (
      <span className="drawer-status">
        {state}
        {done}%
      </span>
    );
  }
  const accuracy = run.phase === "succeeded" ? progress?.testAccuracy : null;
  return (
    <span className="drawer-status">
      {accuracy === null || accuracy === undefined
        ? stateInWords(run).toLowerCase()
        : `${(accuracy * 100).toFixed(2)}% of the test digits right`}
    </span>
  );
}
