import { EyeOff, X } from "lucide-react";
import { lazy, Suspense } from "react";
import { endQuiz, revealAll, useAsking } from "../engine/asking.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { openNext } from "./covering.ts";
import "./Quiz.css";

const QuestionPopover = lazy(() =>
  import("./QuestionPopover.tsx").then((module) => ({ default: module.QuestionPopover })),
);

/** Over the canvas while figures are covered: how far the person is, and the way on. */
export function QuizNote() {
  const { covered, settled, question } = useAsking();
  if (covered.size === 0) return null;
  const of = (how: string) => [...covered.keys()].filter((key) => settled.get(key) === how).length;
  const right = of("right");
  const open = covered.size - right - of("shown");
  return (
    <>
      <div className="quizNote" data-testid="quiz-note">
        <EyeOff size={14} aria-hidden="true" />
        <span role="status">
          <span data-testid="quiz-count">
            {right} of {covered.size} right
          </span>
          {of("shown") > 0 && <span className="quizNote-shown">, {of("shown")} shown</span>}
        </span>
        <span className="quizNote-bar" aria-hidden="true">
          <span style={{ width: `${(100 * right) / covered.size}%` }} />
        </span>
        {open > 0 && (
          <>
            <Button data-testid="quiz-next" onClick={openNext}>
              {right > 0 ? "Next" : "Begin"}
            </Button>
            <Button data-testid="quiz-reveal" onClick={revealAll}>
              Reveal all
            </Button>
          </>
        )}
        <IconButton label="End the quiz" data-testid="quiz-end" onClick={endQuiz}>
          <X size={14} />
        </IconButton>
      </div>
      {question && (
        <Suspense>
          <QuestionPopover key={`${question.figure} ${question.id}`} question={question} />
        </Suspense>
      )}
    </>
  );
}
