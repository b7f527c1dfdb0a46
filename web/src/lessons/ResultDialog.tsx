import { Check, CircleHelp, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { inWords } from "../server/request.ts";
import { checkResult, type Result } from "../server/results.ts";
import { Button } from "../ui/Button.tsx";
import { readResult, showResult } from "./handIn.ts";
import { Inline } from "./Prose.tsx";
import { openLesson } from "./taking.ts";
import "./HandIn.css";

/** What was handed in by a link, as the server's engine grades it now. */
export function ResultDialog({ hash }: { hash: string }) {
  const [result, setResult] = useState<Result | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    readResult(hash)
      .then(checkResult)
      .then((checked) => shown && setResult(checked))
      .catch((error: unknown) => shown && setProblem(inWords(error)));
    return () => {
      shown = false;
    };
  }, [hash]);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && showResult(null)}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content className="dialog handIn" aria-describedby={undefined} data-testid="result">
          <div className="dialog-head">
            <Dialog.Title>{result ? result.title : "A result"}</Dialog.Title>
            <Dialog.Close className="iconButton" aria-label="Close">
              <X size={16} />
            </Dialog.Close>
          </div>
          {problem && (
            <p className="handIn-problem" role="alert">
              The result could not be checked. {problem}
            </p>
          )}
          {!problem && !result && <p role="status">The server is checking the answers …</p>}
          {result && <Checked result={result} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Checked({ result }: { result: Result }) {
  const [course = "", name = ""] = result.lesson.split("/");
  return (
    <>
      <p className="handIn-sum">
        {result.name && <strong>{result.name}: </strong>}
        <span data-testid="result-right">
          {result.right} of {result.questions} right
        </span>
      </p>
      <ol className="handIn-answers">
        {result.answers.map((answer) => (
          <li
            key={`${answer.step} ${answer.exercise}`}
            data-outcome={answer.outcome}
            data-testid="result-answer"
          >
            {answer.outcome === "right" ? (
              <Check size={15} aria-label="Right" />
            ) : answer.outcome === "wrong" ? (
              <X size={15} aria-label="Wrong" />
            ) : (
              <CircleHelp size={15} aria-label="Not to be judged" />
            )}
            <div>
              <p>
                <Inline text={answer.question} />
              </p>
              <p className="handIn-given">
                {answer.answer && (
                  <>
                    Answer: <Given text={answer.answer} />.{" "}
                  </>
                )}
                {answer.changed && "On a graph of their own. "}
                {answer.outcome !== "right" && <Inline text={answer.sentence} />}
              </p>
            </div>
          </li>
        ))}
      </ol>
      <div className="handIn-foot">
        <p>
          Checked by the server's engine {result.version} on {new Date(result.checkedAt).toLocaleString()}.
          Nothing is kept: the link can be checked at any time.
        </p>
        <Button
          onClick={() => {
            showResult(null);
            void openLesson(course, name);
          }}
        >
          Open the lesson
        </Button>
      </div>
    </>
  );
}

/** An answer as it was typed, or the option that was chosen. */
function Given({ text }: { text: string }) {
  return /[$`]/.test(text) ? <Inline text={text} /> : <span className="numeric">{text}</span>;
}
