import { ArrowLeft, ArrowRight, Eye, List, PenLine, RotateCcw, Send, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { currentGraph } from "../document/store.ts";
import type { LessonStep } from "../engine/lessons.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { openDraft } from "./draft.ts";
import { ExerciseCard } from "./ExerciseCard.tsx";
import { handIn } from "./handIn.ts";
import { nextLesson } from "./nextLesson.ts";
import { OWN } from "./ownLesson.ts";
import { Prose } from "./Prose.tsx";
import { answered, useProgress } from "./progress.ts";
import { light, useStage } from "./stage.ts";
import {
  closeLesson,
  goTo,
  lessonId,
  openLesson,
  resetGraph,
  showList,
  stepOf,
  type Taken,
  useTaking,
} from "./taking.ts";
import "./Lessons.css";

/** The open lesson, beside the graph that it is about. */
export function LessonPanel() {
  const taken = useTaking((state) => state.taken);
  const step = taken && stepOf(taken);
  return taken && step ? <OpenLesson taken={taken} step={step} /> : null;
}

function OpenLesson({ taken, step }: { taken: Taken; step: LessonStep }) {
  useStage(taken, step);
  const body = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step anew.
  useEffect(() => {
    body.current?.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [step]);
  const { content } = taken.lesson;
  return (
    <aside className="lesson" aria-label="Lesson" data-testid="lesson">
      <header className="lesson-head">
        <p className="lesson-title">{content.title}</p>
        {taken.course === OWN.course ? (
          <IconButton label="Back to writing" data-testid="draft-edit" onClick={() => void openDraft()}>
            <PenLine size={15} />
          </IconButton>
        ) : (
          <IconButton label="Hand in" data-testid="hand-in" onClick={() => handIn(lessonId(taken))}>
            <Send size={15} />
          </IconButton>
        )}
        <IconButton label="All lessons" data-testid="lesson-list" onClick={() => showList(true)}>
          <List size={15} />
        </IconButton>
        <IconButton label="Close the lesson" data-testid="lesson-close" onClick={closeLesson}>
          <X size={15} />
        </IconButton>
      </header>
      <Steps taken={taken} />
      <div ref={body} className="lesson-body">
        <h2 ref={heading} tabIndex={-1} data-testid="lesson-step">
          {step.title}
        </h2>
        <Prose text={step.text} />
        <div className="lesson-tools">
          {step.focus.length > 0 && (
            <Button
              onPointerEnter={() => light(currentGraph(), step)}
              onPointerLeave={() => light(currentGraph(), null)}
              onFocus={() => light(currentGraph(), step)}
              onBlur={() => light(currentGraph(), null)}
            >
              <Eye size={14} aria-hidden="true" />
              What this is about
            </Button>
          )}
          <Button data-testid="reset-graph" onClick={resetGraph}>
            <RotateCcw size={14} aria-hidden="true" />
            Reset the graph
          </Button>
        </div>
        {step.exercises.map((exercise, i) => (
          <ExerciseCard
            key={`${lessonId(taken)} ${taken.step} ${exercise.question}`}
            taken={taken}
            exercise={exercise}
            index={i}
          />
        ))}
      </div>
      <Foot taken={taken} />
    </aside>
  );
}

/** A dot for each step: which is open, and which are answered. */
function Steps({ taken }: { taken: Taken }) {
  const answers = useProgress((state) => state.answers);
  return (
    <ol className="lesson-steps">
      {taken.lesson.content.steps.map((step, i) => {
        const done = answered(answers, `${lessonId(taken)}/${i}`) === step.exercises.length;
        return (
          <li key={step.title}>
            <button
              type="button"
              aria-label={`Step ${i + 1}: ${step.title}${done ? ", answered" : ""}`}
              aria-current={i === taken.step ? "step" : undefined}
              data-done={done || undefined}
              title={step.title}
              onClick={() => goTo(i)}
            />
          </li>
        );
      })}
    </ol>
  );
}

function Foot({ taken }: { taken: Taken }) {
  const last = taken.step === taken.lesson.content.steps.length - 1;
  const next = nextLesson(taken);
  return (
    <footer className="lesson-foot">
      <Button disabled={taken.step === 0} onClick={() => goTo(taken.step - 1)}>
        <ArrowLeft size={14} aria-hidden="true" />
        Back
      </Button>
      <span className="lesson-count">
        {taken.step + 1} of {taken.lesson.content.steps.length}
      </span>
      {!last ? (
        <Button kind="primary" data-testid="lesson-next" onClick={() => goTo(taken.step + 1)}>
          Next
          <ArrowRight size={14} aria-hidden="true" />
        </Button>
      ) : next ? (
        <Button
          kind="primary"
          data-testid="lesson-next"
          onClick={() => void openLesson(next.course, next.name)}
        >
          Next lesson
          <ArrowRight size={14} aria-hidden="true" />
        </Button>
      ) : (
        <Button kind="primary" data-testid="lesson-next" onClick={() => showList(true)}>
          All lessons
        </Button>
      )}
    </footer>
  );
}
