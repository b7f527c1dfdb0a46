import { Check, Lightbulb } from "lucide-react";
import { useId, useState } from "react";
import { currentGraph } from "../document/store.ts";
import type { Graph } from "../document/types.ts";
import type { Exercise, Hints, Judgement } from "../engine/lessons.ts";
import { printText } from "../engine/text.ts";
import { announce } from "../ui/announce.tsx";
import { Button } from "../ui/Button.tsx";
import { Tex } from "../ui/Tex.tsx";
import { AnswerField } from "./AnswerField.tsx";
import { Inline } from "./Prose.tsx";
import { exerciseKey, note, useProgress } from "./progress.ts";
import { lessonId, stepOf, type Taken } from "./taking.ts";
import "./Exercise.css";

interface ExerciseCardProps {
  taken: Taken;
  exercise: Exercise;
  index: number;
}

/** The open graph as text, where it is no longer the one that the step gave. */
function changedGraph(given: Graph | undefined): string {
  const text = printText(currentGraph());
  return given && printText(given) === text ? "" : text;
}

/** One question: its answer is judged by the engine on the graph as it stands; help comes step by step. */
export function ExerciseCard({ taken, exercise, index }: ExerciseCardProps) {
  const key = exerciseKey(lessonId(taken), taken.step, index);
  const before = useProgress((state) => state.answers[key]);
  const [judgement, setJudgement] = useState<Judgement | null>(null);
  const [helped, setHelped] = useState(0);
  const [hints, setHints] = useState<Hints | null>(null);
  const question = useId();
  const done = Boolean(before?.right || before?.shown);

  const answer = (text: string) => {
    const judged = taken.lesson.grade(taken.step, index, currentGraph(), text);
    setJudgement(judged);
    if (judged.outcome !== "unreadable")
      note(key, text, judged.outcome === "right", false, changedGraph(stepOf(taken)?.document));
    announce(judged.sentence);
  };
  const help = () => {
    setHints(taken.lesson.hints(taken.step, index, currentGraph()));
    setHelped((steps) => steps + 1);
  };
  const show = () => {
    note(key, taken.lesson.solution(taken.step, index, currentGraph()), false, true);
    setJudgement(null);
  };

  const told = hints ? [hints.words, hints.formula, hints.numbers].filter((text) => text !== "") : [];
  const given = told.slice(0, helped);
  return (
    <section
      className="exercise"
      data-done={done || undefined}
      data-testid="exercise"
      data-kind={exercise.kind}
      aria-labelledby={question}
    >
      <p id={question} className="exercise-question">
        {done && <Check size={15} className="exercise-tick" aria-label="Answered:" />}
        <Inline text={exercise.question} />
      </p>
      <AnswerField
        exercise={exercise}
        labelledBy={question}
        before={before}
        judgement={judgement}
        onAnswer={answer}
      />
      <div aria-live="polite">
        {judgement && judgement.outcome !== "right" && (
          <p className="exercise-told" data-testid="judgement" data-outcome={judgement.outcome}>
            <Inline text={judgement.sentence} />
          </p>
        )}
        {done && (
          <p className="exercise-because" data-testid="judgement" data-outcome="right">
            {before?.shown && !before.right ? "Shown." : "Right."}{" "}
            <Inline text={judgement && exercise.kind === "choice" ? judgement.sentence : exercise.because} />
          </p>
        )}
        {given.map((text, i) => (
          <p key={text} className="exercise-hint">
            {i === 0 ? <Inline text={text} /> : <Tex tex={text} />}
          </p>
        ))}
      </div>
      {!done && (
        <div className="exercise-help">
          {(hints === null || helped < told.length) && (
            <Button data-testid="hint-more" onClick={help}>
              <Lightbulb size={14} aria-hidden="true" />
              {helped === 0 ? "Hint" : "Another hint"}
            </Button>
          )}
          {helped > 0 && (
            <Button data-testid="show-answer" onClick={show}>
              Show the answer
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
