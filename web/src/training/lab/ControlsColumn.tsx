import { Pause, Play, RotateCcw, SkipForward, StepForward } from "lucide-react";
import type { Offer } from "../../engine/datasets.ts";
import { optimizers } from "../../engine/optimizers.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Tex } from "../../ui/Tex.tsx";
import { LearningRateField, NumberField, whole } from "../Fields.tsx";
import { groundOf, useData } from "./data.ts";
import { pause, play, reset, takeEpoch, takeSteps } from "./lab.ts";
import { PenaltyNames } from "./PenaltyNames.tsx";
import { ChoiceField, SettingFields } from "./SettingFields.tsx";
import {
  defaultsOf,
  type LabSettings,
  optimizerNamed,
  type Speed,
  setLab,
  useLabSettings,
} from "./settings.ts";
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
  const change = (part: Partial<LabSettings>) => {
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

interface SettingsFormProps {
  offer: Offer;
  settings: LabSettings;
  onChange(change: Partial<LabSettings>): void;
}

/** The settings of a run; the lists and their formulas come from the engine. */
export function SettingsForm({ offer, settings, onChange }: SettingsFormProps) {
  const { optimizer, schedule, penalty } = settings;
  const kind = optimizerNamed(optimizer.name);
  const course = offer.schedules.find(({ name }) => name === schedule.name);
  const charged = offer.penalties.kinds.find(({ id }) => id === penalty.kind);
  const form = offer.penalties.forms.find(({ id }) => id === penalty.form);
  return (
    <>
      <ChoiceField
        label="Optimizer"
        testId="optimizer"
        value={optimizer.name}
        choices={optimizers.map(({ name, label }) => ({ id: name, label }))}
        onChange={(name) =>
          onChange({ optimizer: { name, learningRate: startingRate(name, optimizer.learningRate) } })
        }
      />
      {kind && (
        <div className="lab-formula">
          <Tex tex={kind.formula} />
        </div>
      )}
      <LearningRateField
        value={optimizer.learningRate}
        onChange={({ learningRate }) => onChange({ optimizer: { ...optimizer, learningRate } })}
      />
      <div className="lab-row">
        <NumberField
          label="Batch"
          testId="batch-size"
          value={settings.batchSize}
          {...whole(1, 4096)}
          onChange={(batchSize) => onChange({ batchSize })}
        />
        <NumberField
          label="Epochs"
          testId="epochs"
          value={settings.epochs}
          {...whole(1, 1_000_000)}
          onChange={(epochs) => onChange({ epochs })}
        />
        <NumberField
          label="Seed"
          testId="seed"
          value={settings.seed}
          {...whole(-2_147_483_648, 2_147_483_647)}
          onChange={(seed) => onChange({ seed })}
        />
      </div>
      <details className="lab-more">
        <summary>More: schedule, penalty, clipping, patience</summary>
        {kind && kind.settings.length > 0 && (
          <SettingFields
            settings={kind.settings}
            values={{ ...defaultsOf(kind.settings), ...optimizer }}
            onChange={(change) => onChange({ optimizer: { ...optimizer, ...change } })}
          />
        )}
        <ChoiceField
          label="Schedule"
          testId="schedule"
          value={schedule.name}
          choices={offer.schedules.map(({ name, label }) => ({ id: name, label }))}
          onChange={(name) => onChange({ schedule: { name } })}
        />
        {course && (
          <>
            <div className="lab-formula">
              <Tex tex={course.formula} />
            </div>
            <SettingFields
              settings={course.settings}
              values={{ ...defaultsOf(course.settings), ...schedule }}
              onChange={(change) => onChange({ schedule: { ...schedule, ...change } })}
            />
          </>
        )}
        <ChoiceField
          label="Batch loss"
          value={settings.reduction}
          choices={[
            { id: "mean", label: "Mean of the examples" },
            { id: "sum", label: "Sum of the examples" },
          ]}
          onChange={(value) => onChange({ reduction: value === "sum" ? "sum" : "mean" })}
        />
        <ChoiceField
          label="Penalty Ω"
          value={penalty.kind}
          choices={offer.penalties.kinds}
          onChange={(kind) => onChange({ penalty: { ...penalty, kind } })}
        />
        <NumberField
          label="Its λ"
          testId="lambda"
          value={penalty.lambda}
          rule="from 0 on; 0 charges nothing"
          fits={(value) => value >= 0}
          onChange={(lambda) => onChange({ penalty: { ...penalty, lambda } })}
        />
        <PenaltyNames
          chosen={penalty.parameters}
          onChange={(parameters) => onChange({ penalty: { ...penalty, parameters } })}
        />
        <ChoiceField
          label="It enters"
          value={penalty.form}
          choices={offer.penalties.forms}
          onChange={(form) => onChange({ penalty: { ...penalty, form } })}
        />
        {penalty.lambda > 0 && charged && form && (
          <div className="lab-formula">
            <Tex tex={`\\lambda\\Omega = ${charged.formula}, \\quad ${form.formula}`} />
          </div>
        )}
        <div className="lab-row">
          <NumberField
            label="Clip the norm"
            value={settings.clipNorm}
            rule="from 0 on; 0 clips nothing"
            fits={(value) => value >= 0}
            onChange={(clipNorm) => onChange({ clipNorm })}
          />
          <NumberField
            label="Patience"
            value={settings.patience}
            {...whole(0, 1_000_000)}
            onChange={(patience) => onChange({ patience })}
          />
        </div>
      </details>
    </>
  );
}

/** The rate that an optimizer begins with, unless the one before began with the same. */
function startingRate(name: string, now: number): number {
  return optimizerNamed(name)?.learningRate ?? now;
}
