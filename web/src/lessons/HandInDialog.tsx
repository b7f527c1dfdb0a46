import { Check, Copy, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useId, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { shelf } from "../ui/shelf.ts";
import { handIn, ownAnswers, resultHash, showResult } from "./handIn.ts";
import { useProgress } from "./progress.ts";
import { useTaking } from "./taking.ts";
import "./HandIn.css";

const NAME = "chainrule.name";

/** Makes a link of the answers to the open lesson. */
export function HandInDialog({ lesson }: { lesson: string }) {
  const answers = useProgress((state) => state.answers);
  const content = useTaking((state) => state.taken?.lesson.content);
  const [name, setName] = useState(() => shelf().getItem(NAME) ?? "");
  const [copied, setCopied] = useState(false);
  const id = useId();
  const given = ownAnswers(answers, lesson);
  const questions = content?.steps.reduce((sum, step) => sum + step.exercises.length, 0) ?? 0;

  const make = async () => {
    keepName(name);
    return resultHash(lesson, name.trim());
  };
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}/${await make()}`);
    setCopied(true);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && handIn(null)}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content className="dialog handIn" aria-describedby={undefined} data-testid="hand-in-dialog">
          <div className="dialog-head">
            <Dialog.Title>Hand in: {content?.title}</Dialog.Title>
            <Dialog.Close className="iconButton" aria-label="Close">
              <X size={16} />
            </Dialog.Close>
          </div>
          <p>
            {given.length} of {questions} questions answered by yourself. The link holds these answers and the
            graphs they were given on. Whoever opens it has the server check them anew.
          </p>
          <label htmlFor={id}>Your name, as it shall stand on the result</label>
          <input
            id={id}
            className="answer-input"
            data-testid="hand-in-name"
            maxLength={80}
            autoComplete="name"
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setCopied(false);
            }}
          />
          <div className="handIn-do">
            <Button
              kind="primary"
              data-testid="hand-in-copy"
              disabled={given.length === 0}
              onClick={() => void copy()}
            >
              {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
              {copied ? "Copied" : "Copy the link"}
            </Button>
            <Button
              data-testid="hand-in-look"
              disabled={given.length === 0}
              onClick={() => void make().then(showResult)}
            >
              See the result
            </Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function keepName(name: string): void {
  try {
    shelf().setItem(NAME, name);
  } catch {
    // It is asked for again next time.
  }
}
