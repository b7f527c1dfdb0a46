import { Pencil, TrendingDown } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { isLessonKey, newKey, openGraph } from "../document/local.ts";
import { apply, documentStore, useDocument } from "../document/store.ts";
import type { StepForm } from "../engine/descent.ts";
import { stepForms } from "../engine/descent.ts";
import {
  type Assumptions,
  type Builder,
  modelBuilder,
  type Pipeline,
  type PipelineChoice,
} from "../engine/pipeline.ts";
import { Button } from "../ui/Button.tsx";
import { NumberScrubber } from "../ui/NumberScrubber.tsx";
import { useNumberFormat } from "../ui/numberFormat.ts";
import { Tex } from "../ui/Tex.tsx";
import { askForDescent } from "./asked.ts";
import { set, useDescent } from "./state.ts";
import "./Model.css";

const first: Assumptions = { likelihood: "GAUSSIAN", prior: "NONE", hidden: false, lambda: 0.1 };

/** What was chosen, and in which document it was drawn; kept while the page is open. */
const kept: { assumptions: Assumptions; key: string | null } = { assumptions: first, key: null };

/** From what is assumed of the data to the loss, as algebra and as a graph that follows each choice. */
export function ModelPanel() {
  useNumberFormat();
  const [builder, setBuilder] = useState<Builder | null>(null);
  const [forms, setForms] = useState<readonly StepForm[]>([]);
  useEffect(() => {
    let shown = true;
    void Promise.all([modelBuilder(), stepForms()]).then(([built, known]) => {
      if (!shown) return;
      setBuilder(built);
      setForms(known);
    });
    return () => {
      shown = false;
    };
  }, []);
  return builder ? <Open builder={builder} forms={forms} /> : <p className="descent-empty">One moment…</p>;
}

function Open({ builder, forms }: { builder: Builder; forms: readonly StepForm[] }) {
  const [assumptions, setAssumptions] = useState(kept.assumptions);
  const pipeline = useMemo(() => builder.build(assumptions), [builder, assumptions]);
  const drawn = useDocument((state) => state.key === kept.key);
  const form = useDescent((state) => state.settings.form);
  const { likelihood, prior, hidden, lambda } = assumptions;

  const change = (next: Partial<Assumptions>, gesture?: string) => {
    kept.assumptions = { ...assumptions, ...next };
    setAssumptions(kept.assumptions);
    if (drawn) apply(() => builder.build(kept.assumptions).document, gesture);
  };
  return (
    <div className="model" data-testid="model">
      <div className="model-choices">
        <Choices
          label="The label is"
          choices={builder.likelihoods}
          value={likelihood}
          onChange={(id) => change({ likelihood: id })}
        />
        <Choices
          label="Prior of the weights"
          choices={builder.priors}
          value={prior}
          onChange={(id) => change({ prior: id })}
        />
        {prior !== "NONE" && (
          <p className="model-row">
            <span aria-hidden="true">λ</span>
            <NumberScrubber
              label="lambda"
              testId="model-lambda"
              value={lambda}
              min={0}
              onChange={(value) => change({ lambda: value }, "lambda")}
              onDone={() => documentStore.getState().endGesture()}
            />
          </p>
        )}
        <label className="model-row">
          <input
            type="checkbox"
            checked={hidden}
            onChange={(event) => change({ hidden: event.currentTarget.checked })}
          />
          A hidden layer
        </label>
      </div>
      <ol className="model-lines" data-testid="model-lines">
        {pipeline.lines.map(({ says, tex }) => (
          <li key={says}>
            <span>{says}</span>
            <Tex tex={tex} />
          </li>
        ))}
      </ol>
      <div className="model-do">
        <Button
          kind={drawn ? "plain" : "primary"}
          data-testid="model-draw"
          disabled={drawn}
          onClick={() => draw(pipeline)}
        >
          <Pencil size={14} aria-hidden="true" />
          {drawn ? "The graph follows" : "Draw the graph"}
        </Button>
        <Button kind={drawn ? "primary" : "plain"} data-testid="model-train" onClick={() => train(pipeline)}>
          <TrendingDown size={14} aria-hidden="true" />
          Go downhill on data
        </Button>
        {prior !== "NONE" && (
          <fieldset className="model-forms">
            <legend>The step</legend>
            {forms.map((one) => (
              <label key={one.id}>
                <input
                  type="radio"
                  name="model-form"
                  checked={one.id === form}
                  data-testid={`model-form-${one.id}`}
                  onChange={() => set({ form: one.id })}
                />
                <span>
                  {one.label}
                  <Tex tex={one.formula} />
                </span>
              </label>
            ))}
          </fieldset>
        )}
      </div>
    </div>
  );
}

/** The graph becomes a document of its own, so that nothing is overwritten; in a lesson it takes the place of the step's. */
function draw({ document }: Pipeline): void {
  const { key } = documentStore.getState();
  if (isLessonKey(key)) {
    kept.key = key;
    apply(() => document);
    return;
  }
  kept.key = newKey();
  openGraph(document, kept.key);
}

function train(pipeline: Pipeline): void {
  if (documentStore.getState().key !== kept.key) draw(pipeline);
  set({ data: pipeline.data, sum: true, rate: pipeline.rate });
  askForDescent();
}

interface ChoicesProps {
  label: string;
  choices: readonly PipelineChoice[];
  value: string;
  onChange(id: string): void;
}

function Choices({ label, choices, value, onChange }: ChoicesProps) {
  return (
    <fieldset className="model-set">
      <legend>{label}</legend>
      {choices.map(({ id, label: name, note }) => (
        <label key={id} className="model-choice" data-chosen={id === value || undefined}>
          <input
            type="radio"
            name={label}
            checked={id === value}
            data-testid={`model-${label === "The label is" ? "likelihood" : "prior"}-${id}`}
            onChange={() => onChange(id)}
          />
          <span>{name}</span>
          {note && <span className="model-note">{note}</span>}
        </label>
      ))}
    </fieldset>
  );
}
