import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { selectedNodes, useSelection } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import type { Exercise, Judgement } from "../engine/lessons.ts";
import { Button } from "../ui/Button.tsx";
import { formatNumber } from "../ui/format.ts";
import { MathName } from "../ui/MathName.tsx";
import { Inline } from "./Prose.tsx";
import type { Answered } from "./progress.ts";

interface AnswerFieldProps {
  exercise: Exercise;
  /** The id of the question's text. */
  labelledBy: string;
  before: Answered | undefined;
  judgement: Judgement | null;
  onAnswer(text: string): void;
}

const directions: readonly { value: string; label: string; icon: ReactNode }[] = [
  { value: "rise", label: "It rises", icon: <ArrowUp size={14} aria-hidden="true" /> },
  { value: "fall", label: "It falls", icon: <ArrowDown size={14} aria-hidden="true" /> },
  { value: "same", label: "It stays", icon: <Minus size={14} aria-hidden="true" /> },
];

const placeholders: Partial<Record<Exercise["kind"], string>> = {
  number: "a number",
  shape: "[rows, columns]",
  formula: "a formula, such as 2 * x",
};

/** Where an answer is given, by its kind. */
export function AnswerField(props: AnswerFieldProps) {
  const { exercise, labelledBy, before, onAnswer } = props;
  const done = Boolean(before?.right || before?.shown);
  switch (exercise.kind) {
    case "choice":
      return <Options {...props} options={exercise.options ?? []} done={done} />;
    case "direction":
      return (
        <fieldset className="answer-row" aria-labelledby={labelledBy}>
          {directions.map(({ value, label, icon }) => (
            <Button
              key={value}
              className="answer-button"
              data-answer={value}
              aria-pressed={before?.answer === value}
              disabled={done && before?.answer !== value}
              onClick={() => done || onAnswer(value)}
            >
              {icon}
              {label}
            </Button>
          ))}
        </fieldset>
      );
    case "pick":
      return done ? <Picked name={before?.answer ?? ""} /> : <Pick {...props} />;
    case "build":
    case "reach":
      return done ? null : (
        <Button kind="primary" data-testid="check-graph" onClick={() => onAnswer("")}>
          Check my graph
        </Button>
      );
    default:
      return done ? <Given exercise={exercise} answer={before?.answer ?? ""} /> : <Typed {...props} />;
  }
}

/** The answer that was given, to be read again. */
function Given({ exercise, answer }: { exercise: Exercise; answer: string }) {
  const number = Number(answer);
  const text = exercise.kind === "number" && Number.isFinite(number) ? formatNumber(number, 6) : answer;
  return <p className="answer-given numeric">{text}</p>;
}

/** The one node that is selected on the canvas, or in the outline, is the answer. */
function Pick({ labelledBy, onAnswer }: AnswerFieldProps) {
  const graph = useDocument((state) => state.graph);
  const selection = useSelection();
  const [node, ...more] = selectedNodes(graph, selection);
  const name = node && more.length === 0 ? (node.name ?? node.id) : null;
  return name === null ? (
    <p className="answer-wait">Select the node in the graph.</p>
  ) : (
    <Button
      kind="primary"
      data-testid="check-node"
      aria-describedby={labelledBy}
      onClick={() => onAnswer(name)}
    >
      It is <MathName name={name} />
    </Button>
  );
}

function Picked({ name }: { name: string }) {
  return (
    <p className="answer-given">
      <MathName name={name} />
    </p>
  );
}

function Typed({ exercise, labelledBy, judgement, onAnswer }: AnswerFieldProps) {
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAnswer(text);
  };
  return (
    <form className="answer-row" onSubmit={submit}>
      <input
        className="answer-input numeric"
        data-testid="answer"
        aria-labelledby={labelledBy}
        aria-invalid={judgement !== null && judgement.outcome !== "right"}
        placeholder={placeholders[exercise.kind]}
        inputMode={exercise.kind === "number" ? "text" : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" className="answer-check" data-testid="check-answer">
        Check
      </Button>
    </form>
  );
}

interface OptionsProps extends AnswerFieldProps {
  options: readonly string[];
  done: boolean;
}

function Options({ options, labelledBy, before, judgement, done, onAnswer }: OptionsProps) {
  const chosen = before?.answer ?? null;
  return (
    <fieldset className="answer-options" aria-labelledby={labelledBy}>
      {options.map((option, i) => {
        const isChosen = chosen === String(i);
        const wrong = isChosen && !done && judgement?.outcome === "wrong";
        return (
          <button
            key={option}
            type="button"
            className="answer-option"
            data-answer={i}
            data-wrong={wrong || undefined}
            data-right={(done && isChosen) || undefined}
            aria-pressed={isChosen}
            disabled={done && !isChosen}
            onClick={() => done || onAnswer(String(i))}
          >
            <Inline text={option} />
          </button>
        );
      })}
    </fieldset>
  );
}
