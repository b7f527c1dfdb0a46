import type { Offer } from "../engine/datasets.ts";
import { optimizers } from "../engine/optimizers.ts";
import { Tex } from "../ui/Tex.tsx";
import { LearningRateField, NumberField, whole } from "./Fields.tsx";
import { defaultsOf, optimizerNamed, type TrainingHow } from "./how.ts";
import { PenaltyNames } from "./PenaltyNames.tsx";
import { ChoiceField, SettingFields } from "./SettingFields.tsx";

interface SettingsFormProps {
  offer: Offer;
  settings: TrainingHow;
  /** How often every example may be seen at most. */
  mostEpochs?: number;
  /** Whether examples are set apart, by whose loss a run may end early. */
  patient?: boolean;
  onChange(change: Partial<TrainingHow>): void;
}

/** The settings of a run; the lists and their formulas come from the engine. */
export function SettingsForm({
  offer,
  settings,
  mostEpochs = 1_000_000,
  patient = true,
  onChange,
}: SettingsFormProps) {
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
          {...whole(1, mostEpochs)}
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
        <summary>More: schedule, penalty, clipping{patient && ", patience"}</summary>
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
          {patient && (
            <NumberField
              label="Patience"
              value={settings.patience}
              {...whole(0, 1_000_000)}
              onChange={(patience) => onChange({ patience })}
            />
          )}
        </div>
      </details>
    </>
  );
}

/** The rate that an optimizer begins with, unless the one before began with the same. */
function startingRate(name: string, now: number): number {
  return optimizerNamed(name)?.learningRate ?? now;
}
