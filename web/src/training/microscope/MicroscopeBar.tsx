import { ChevronLeft, ChevronRight, Microscope, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Checkpoint, FedImage, Split } from "../../server/runs.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { formatNumber } from "../../ui/format.ts";
import { useRun } from "../serverRun.ts";
import { closeMicroscope, nextMistake, refreshCheckpoints, showCheckpoint, showImage } from "./microscope.ts";
import { Reading } from "./Reading.tsx";
import { useMicroscope } from "./state.ts";
import "./Microscope.css";

/** Over the canvas while a run is looked into: which of its checkpoints, and which image. */
export function MicroscopeBar() {
  const { run, list, step, split, image, message } = useMicroscope();
  const judged = useRun((state) => state.epochs.length);
  const phase = useRun((state) => state.phase);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run under way has taken more checkpoints after each epoch.
  useEffect(() => {
    void refreshCheckpoints();
  }, [judged, phase]);
  if (run === null) return null;
  return (
    <section className="runScope" aria-label="Microscope" data-testid="run-scope">
      <Microscope size={16} aria-hidden="true" className="runScope-icon" />
      {list && step !== null && <Scrubber checkpoints={list.checkpoints} step={step} />}
      <Pager split={split} image={image} />
      {image && <Reading image={image} />}
      <IconButton label="Close the microscope" data-testid="close-microscope" onClick={closeMicroscope}>
        <X size={15} />
      </IconButton>
      {message && (
        <p role="alert" className="runScope-problem">
          {message}
        </p>
      )}
    </section>
  );
}

function Scrubber({ checkpoints, step }: { checkpoints: readonly Checkpoint[]; step: number }) {
  const at = Math.max(
    0,
    checkpoints.findIndex((checkpoint) => checkpoint.step === step),
  );
  const { epoch, loss, testAccuracy } = checkpoints[at] ?? {};
  const facts = [
    step === 0 ? "before the first step" : `epoch ${epoch}`,
    loss === null || loss === undefined ? null : `loss ${formatNumber(loss)}`,
    testAccuracy === null || testAccuracy === undefined ? null : `${(testAccuracy * 100).toFixed(1)}%`,
  ].filter((fact) => fact !== null);
  return (
    <div className="runScope-scrub">
      <input
        type="range"
        aria-label="Checkpoint"
        aria-valuetext={`step ${step}, ${facts.join(", ")}`}
        data-testid="checkpoint"
        min={0}
        max={checkpoints.length - 1}
        step={1}
        value={at}
        onChange={(event) => {
          const chosen = checkpoints[Number(event.currentTarget.value)];
          if (chosen) void showCheckpoint(chosen.step);
        }}
      />
      <span className="runScope-facts">
        <b className="numeric" data-testid="checkpoint-step">
          step {step}
        </b>{" "}
        {facts.join(" · ")}
      </span>
    </div>
  );
}

function Pager({ split, image }: { split: Split; image: FedImage | null }) {
  const [typed, setTyped] = useState<string | null>(null);
  const mistakes = useRun((state) => state.result?.worst.length ?? 0);
  const classes = useRun((state) => (state.result?.classNames.length ?? 0) > 0);
  const go = () => {
    if (typed !== null && /^\d+$/.test(typed)) void showImage(split, Number(typed));
    setTyped(null);
  };
  return (
    <div className="runScope-pager">
      <select
        aria-label="Part of the data"
        data-testid="microscope-split"
        value={split}
        onChange={(event) =>
          void showImage(event.currentTarget.value === "train" ? "train" : "test", image?.index ?? 0)
        }
      >
        <option value="test">test image</option>
        <option value="train">training image</option>
      </select>
      <IconButton
        label="Previous image"
        data-testid="previous-image"
        disabled={!image}
        onClick={() => image && void showImage(split, image.previous)}
      >
        <ChevronLeft size={16} />
      </IconButton>
      <input
        className="numeric"
        aria-label="Number of the image"
        data-testid="image-index"
        inputMode="numeric"
        value={typed ?? image?.index ?? ""}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === "Enter") go();
          else if (event.key === "Escape") setTyped(null);
        }}
      />
      <IconButton
        label="Next image"
        data-testid="next-image"
        disabled={!image}
        onClick={() => image && void showImage(split, image.next)}
      >
        <ChevronRight size={16} />
      </IconButton>
      {mistakes > 0 && (
        <Button data-testid="next-mistake" onClick={() => void nextMistake()}>
          <TriangleAlert size={14} aria-hidden="true" />
          {classes ? "Next mistake" : "Next by loss"}
        </Button>
      )}
    </div>
  );
}
