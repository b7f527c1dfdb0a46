import { Microscope } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { formatNumber } from "../../ui/format.ts";
import { openMicroscope } from "../microscope/microscope.ts";
import { useMicroscope } from "../microscope/state.ts";
import { isActive, type Run, stateInWords } from "../run.ts";
import { useRun } from "../serverRun.ts";
import { ClassTable } from "./ClassTable.tsx";
import { type Cell, ConfusionGrid } from "./ConfusionGrid.tsx";
import { ImageSheet } from "./ImageSheet.tsx";
import { Reliability } from "./Reliability.tsx";
import { DownloadMenu, LinkButton, RunsMenu } from "./RunMenus.tsx";
import "./Results.css";

/** The drawer's panel: how the test examples were judged, and the ways into the run. */
export function ResultsPanel() {
  const run = useRun();
  const [cell, setCell] = useState<Cell | null>(null);
  const { id, result } = run;
  return (
    <div className="results" data-testid="results">
      <header className="results-head">
        <Headline run={run} />
        <div className="results-actions">
          {id !== null && (
            <>
              <LookInside />
              <LinkButton run={id} />
              <DownloadMenu run={id} />
            </>
          )}
          <RunsMenu current={id} />
        </div>
      </header>
      {id === null ? (
        <p className="results-empty">
          Train the graph on the server: here you will see what it gets right, what it takes for what, and
          every mistake as a picture.
        </p>
      ) : !result ? (
        <p className="results-empty">The test images are judged after each epoch.</p>
      ) : (
        <div className={`results-body ${result.confusion ? "" : "results-plain"}`}>
          <ConfusionGrid result={result} chosen={cell} onChoose={setCell} />
          <ImageSheet run={id} result={result} cell={cell} onClose={() => setCell(null)} />
          {result.confusion && <ClassTable result={result} />}
          <Reliability result={result} />
        </div>
      )}
    </div>
  );
}

function Headline({ run }: { run: Run }) {
  const { result, progress } = run;
  const judging = result && result.judged < result.size;
  return (
    <div className="results-headline">
      {result?.accuracy !== null && result?.accuracy !== undefined && (
        <span className="results-accuracy">
          <strong className="numeric" data-testid="result-accuracy">
            {(result.accuracy * 100).toFixed(2)}%
          </strong>{" "}
          of {result.judged.toLocaleString("en")} test images right
        </span>
      )}
      {result && result.loss !== null && (
        <span className="results-fact">
          test loss <b className="numeric">{formatNumber(result.loss)}</b>
        </span>
      )}
      {run.id !== null && (
        <span className="results-fact" data-testid="results-state">
          {judging
            ? `judging, ${Math.round((result.judged / result.size) * 100)}%`
            : isActive(run)
              ? stateInWords(run).toLowerCase()
              : `after ${progress?.epoch ?? 0} ${progress?.epoch === 1 ? "epoch" : "epochs"}`}
        </span>
      )}
    </div>
  );
}

function LookInside() {
  const open = useMicroscope((state) => state.run !== null);
  return (
    <Button
      kind={open ? "plain" : "primary"}
      data-testid="open-microscope"
      disabled={open}
      onClick={() => void openMicroscope()}
    >
      <Microscope size={14} aria-hidden="true" />
      Look inside
    </Button>
  );
}
