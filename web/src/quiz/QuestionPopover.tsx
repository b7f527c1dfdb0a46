import { Check, Lightbulb } from "lucide-react";
import { Popover } from "radix-ui";
import { useRef, useState } from "react";
import type { Judgement } from "../engine/asked.ts";
import { openQuestion, type Question, settle } from "../engine/asking.ts";
import { hints, judge } from "../engine/live.ts";
import { announce } from "../ui/announce.tsx";
import { Button } from "../ui/Button.tsx";
import { Tex } from "../ui/Tex.tsx";
import { openNext } from "./covering.ts";
import { type Posed, usePosed, Wanted } from "./Wanted.tsx";

/** Beside a covered figure: what is asked, a field for the answer, what the engine says of it, and help. */
export function QuestionPopover({ question }: { question: Question }) {
  // The chip goes when its figure is seen again; the popover stays where it was.
  const place = useRef({ getBoundingClientRect: boxOf(question.anchor) });
  const posed = usePosed(question);
  return (
    <Popover.Root open onOpenChange={(open) => !open && openQuestion(null)}>
      <Popover.Anchor virtualRef={place} />
      <Popover.Portal>
        <Popover.Content
          className="question"
          sideOffset={8}
          collisionPadding={12}
          aria-label="Say what is covered"
          data-testid="question"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const { anchor } = question;
            if (anchor.isConnected && anchor instanceof HTMLElement) anchor.focus();
          }}
        >
          {posed ? <Asked question={question} posed={posed} /> : <p>This figure has no number now.</p>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function boxOf(anchor: Element): () => DOMRect {
  const box = anchor.getBoundingClientRect();
  return () => (anchor.isConnected ? anchor.getBoundingClientRect() : box);
}

function Asked({ question, posed }: { question: Question; posed: Posed }) {
  const { figure, id } = question;
  const [text, setText] = useState("");
  const [said, setSaid] = useState<Judgement | null>(null);
  const [help, setHelp] = useState(0);
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const over = shown || said?.outcome === "right";

  const check = () => {
    if (text.trim() === "") return field.current?.focus();
    const judgement = judge(figure, id, posed.entry, text);
    if (!judgement) return;
    setSaid(judgement);
    announce(judgement.sentence);
    if (judgement.outcome === "right") settle(question, "right");
    else field.current?.select();
  };

  const show = () => {
    setShown(true);
    settle(question, "shown");
    announce(`${posed.answer}.`);
  };

  return (
    <form
      className="question-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!over) check();
      }}
    >
      <Wanted posed={posed} answer={over ? posed.answer : null} right={said?.outcome === "right"} />
      {!over && (
        <div className="question-row">
          <input
            ref={field}
            className="numeric question-field"
            aria-label="Your answer"
            aria-invalid={said !== null}
            aria-describedby={said ? "question-said" : undefined}
            data-testid="answer"
            autoComplete="off"
            spellCheck={false}
            inputMode="text"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setSaid(null);
            }}
          />
          <Button kind="primary" type="submit" data-testid="check-answer">
            Check
          </Button>
        </div>
      )}
      {said && !over && <Said judgement={said} />}
      {!over && <Help question={question} entry={posed.entry} steps={help} />}
      <div className="question-foot">
        {over ? (
          <>
            {said?.outcome === "right" && (
              <span className="question-right" data-testid="right">
                <Check size={15} aria-hidden="true" /> Right
              </span>
            )}
            <Button key="next" kind="primary" data-testid="next-question" autoFocus onClick={openNext}>
              {document.querySelector("[data-ask]") ? "Next" : "Done"}
            </Button>
          </>
        ) : (
          <>
            {help < 3 && (
              <Button data-testid="ask-hint" onClick={() => setHelp(help + 1)}>
                <Lightbulb size={14} aria-hidden="true" />
                {help === 0 ? "Hint" : "Another hint"}
              </Button>
            )}
            <Button data-testid="show-answer" onClick={show}>
              Show it
            </Button>
          </>
        )}
      </div>
    </form>
  );
}

/** What went wrong: the slips that lead to just this answer, each with its rule. */
function Said({ judgement: { sentence, diagnoses } }: { judgement: Judgement }) {
  const sayings = diagnoses.length > 0 ? diagnoses : [{ slip: "", sentence, tex: "" }];
  return (
    <div id="question-said" className="question-said" data-testid="diagnosis">
      {sayings.map((one, i) => (
        <div key={one.slip} data-slip={one.slip}>
          <p>
            {i > 0 && "Or: "}
            {one.sentence}
          </p>
          {one.tex && <Tex tex={one.tex} />}
        </div>
      ))}
    </div>
  );
}

function Help({ question, entry, steps }: { question: Question; entry: number; steps: number }) {
  if (steps === 0) return null;
  const help = hints(question.figure, question.id, entry);
  if (!help) return null;
  return (
    <ol className="question-hints" data-testid="hints">
      <li>{help.words}</li>
      {steps > 1 && help.formula && (
        <li>
          <Tex tex={help.formula} />
        </li>
      )}
      {steps > 2 && help.numbers && (
        <li>
          <Tex tex={help.numbers} />
        </li>
      )}
    </ol>
  );
}
