import { Pause, Play, RotateCcw, SkipForward, StepForward } from "lucide-react";
import type { Offer } from "../../engine/datasets.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import type { TrainingHow } from "../how.ts";
import { ChoiceField } from "../SettingFields.tsx";
import { SettingsForm } from "../SettingsForm.tsx";
import { groundOf, useData } from "./data.ts";
import { pause, play, reset, takeEpoch, takeSteps } from "./lab.ts";
import { type Speed, setLab, useLabSettings } from "./settings.ts";
import { useLab } from "./state.ts";

const speeds: readonly { id: Speed; label: string }[] = [
  { id: "slow", label: "Slow" },
  { id: "calm", label: "One step a picture" },
  { id: "fast", label: "Fast" },
];

/** How to train: play and step, the optimizer, and what else decides a step. */
export function ControlsColumn({ offer }: { offer: Offer }) {
  const ground = groundOf(useData((data) => data.spec));
  const settings = useLabSettings((kept) => kept[ground]);
  const speed = useLabSettings((kept) => kept.speed);
  const phase = useLab((lab) => lab.phase);
  const busy = phase === "running" || phase === "starting";
  const change = (part: Partial<TrainingHow>) => {
    setLab(ground, part);
    if (useLab.getState().phase !== "ready") reset();
  };
  return (
    <>
      <div className="lab-play">
        {phase === "running" ? (
          <Button kind="primary" data-testid="pause-local" onClick={pause}>
            <Pause size={15} aria-hidden="true" />
            Pause
          </Button>
        ) : (
          <Button
            kind="primary"
            data-testid="train-local"
            disabled={phase === "starting"}
            onClick={() => void play()}
          >
            <Play size={15} aria-hidden="true" />
            {phase === "paused" ? "Go on" : "Train"}
          </Button>
        )}
        <IconButton label="One step" data-testid="one-step" disabled={busy} onClick={() => void takeSteps(1)}>
          <StepForward size={16} />
        </IconButton>
        <IconButton
          label="To the end of the epoch"
          data-testid="epoch-local"
          disabled={busy}
          onClick={() => void takeEpoch()}
        >
          <SkipForward size={16} />
        </IconButton>
        <IconButton
          label="Back to the same beginning"
          data-testid="reset-local"
          disabled={phase === "ready"}
          onClick={reset}
        >
          <RotateCcw size={16} />
        </IconButton>
      </div>
      <ChoiceField
        label="Speed"
        testId="speed"
        value={speed}
        choices={speeds}
        onChange={(value) => useLabSettings.setState({ speed: value as Speed })}
      />
      <SettingsForm offer={offer} settings={settings} onChange={change} />
    </>
  );
}
