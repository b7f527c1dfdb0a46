import { FileJson, FileSpreadsheet, GitFork, Grid2x2 } from "lucide-react";
import type { Offer } from "../../engine/datasets.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { coursesAsCsv } from "./course.ts";
import { useData } from "./data.ts";
import { download } from "./download.ts";
import { ForkDialog } from "./ForkDialog.tsx";
import { seek, turnTo } from "./lab.ts";
import { Pager } from "./Pager.tsx";
import { useLab } from "./state.ts";
import { openSweep } from "./sweep.ts";
import "./TimeBar.css";

/** The way back in time, the runs, and which example the canvas shows. */
export function TimeBar({ offer }: { offer: Offer }) {
  const { runs, current } = useLab();
  const run = runs[current];
  const size = useData((data) => data.preview?.columns[0]?.length ?? 0);
  const spec = useData((data) => data.spec);
  if (!run) return null;
  return (
    <div className="timeBar">
      <label className="timeBar-scrub">
        <span>Step</span>
        <input
          type="range"
          data-testid="scrub"
          min={run.start}
          max={Math.max(run.head, run.start + 1)}
          value={run.cursor}
          disabled={run.head === run.start}
          aria-valuetext={`step ${run.cursor} of ${run.head}`}
          onChange={(event) => void seek(Number(event.currentTarget.value))}
        />
        <span className="numeric timeBar-of">
          {run.cursor} of {run.head}
        </span>
      </label>
      {runs.length > 1 && (
        <fieldset className="timeBar-runs" aria-label="Runs">
          {runs.map((one, i) => (
            <button
              key={one.name}
              type="button"
              className="timeBar-run"
              aria-pressed={i === current}
              data-testid={`run-${one.name}`}
              title={`${one.settings.optimizer.name}, rate ${one.settings.optimizer.learningRate}, from step ${one.start}`}
              onClick={() => void turnTo(i)}
            >
              {one.name}
            </button>
          ))}
        </fieldset>
      )}
      <ForkDialog offer={offer}>
        <Button className="timeBar-fork" data-testid="fork">
          <GitFork size={14} aria-hidden="true" />
          Fork
        </Button>
      </ForkDialog>
      <Button className="timeBar-fork" data-testid="sweep-open" onClick={openSweep}>
        <Grid2x2 size={14} aria-hidden="true" />
        Sweep
      </Button>
      <IconButton
        label="Download the runs as CSV"
        data-testid="download-csv"
        onClick={() => download("runs.csv", "text/csv", coursesAsCsv(runs))}
      >
        <FileSpreadsheet size={15} />
      </IconButton>
      <IconButton
        label="Download the runs as JSON"
        data-testid="download-json"
        onClick={() => download("runs.json", "application/json", JSON.stringify({ data: spec, runs }))}
      >
        <FileJson size={15} />
      </IconButton>
      {size > 1 && <Pager size={size} />}
    </div>
  );
}
