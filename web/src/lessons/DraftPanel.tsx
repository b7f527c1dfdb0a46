import { Check, Download, FilePlus2, FolderOpen, Play, Plus, X } from "lucide-react";
import { useRef } from "react";
import type { QuestionKind } from "../engine/lessons.ts";
import { announce } from "../ui/announce.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import {
  addQuestion,
  addStep,
  closeDraft,
  newDraft,
  setText,
  tryDraft,
  useDraft,
  type Written,
} from "./draft.ts";
import { QuestionMenu } from "./QuestionMenu.tsx";
import "./Draft.css";

/** Writes a lesson beside the graph it is about: its file as text, parts of it from the graph, and what is still wrong. */
export function DraftPanel() {
  const { open, text, problems } = useDraft();
  const area = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  if (!open) return null;

  const caret = () => area.current?.selectionStart ?? text.length;
  const show = ({ from, to }: Written) => {
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from, to);
    });
    announce("Written.");
  };
  const ask = (kind: QuestionKind) => void addQuestion(kind, caret()).then(show);
  return (
    <aside className="draft" aria-label="Write a lesson" data-testid="draft">
      <header className="draft-head">
        <h2>Write a lesson</h2>
        <IconButton label="Begin anew" data-testid="draft-new" onClick={() => void newDraft()}>
          <FilePlus2 size={15} />
        </IconButton>
        <IconButton label="Open a lesson file" onClick={() => file.current?.click()}>
          <FolderOpen size={15} />
        </IconButton>
        <IconButton label="Download the file" data-testid="draft-download" onClick={() => download(text)}>
          <Download size={15} />
        </IconButton>
        <IconButton label="Close the editor" data-testid="draft-close" onClick={closeDraft}>
          <X size={15} />
        </IconButton>
      </header>
      <input
        ref={file}
        type="file"
        accept=".md,text/markdown,text/plain"
        hidden
        data-testid="draft-file"
        onChange={(event) => void read(event.currentTarget)}
      />
      <div className="draft-tools">
        <Button
          className="draft-add"
          data-testid="draft-step"
          onClick={() => void addStep(caret()).then(show)}
        >
          <Plus size={14} aria-hidden="true" />
          Step with this graph
        </Button>
        <QuestionMenu onChoose={ask} />
        <Button kind="primary" data-testid="draft-try" disabled={problems?.length !== 0} onClick={tryDraft}>
          <Play size={14} aria-hidden="true" />
          Try it
        </Button>
      </div>
      <textarea
        ref={area}
        className="draft-text"
        aria-label="The lesson's file"
        data-testid="draft-text"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Standing />
    </aside>
  );
}

/** What is still wrong, in sentences, or that nothing is. */
function Standing() {
  const { problems, steps, questions } = useDraft();
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  return (
    <div className="draft-standing" aria-live="polite" data-testid="draft-standing">
      {problems?.length === 0 && (
        <p>
          <Check size={14} aria-hidden="true" /> {count(steps, "step")}, {count(questions, "question")}: every
          answer is computed.
        </p>
      )}
      {problems && problems.length > 0 && (
        <ul>
          {problems.slice(0, 6).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

async function read(input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? [];
  if (file && file.size < 200_000) setText(await file.text());
  input.value = "";
}

/** The file is named after the lesson's title, as lessons are. */
function download(text: string): void {
  const [, title = "lesson"] = /^title: (.+)$/m.exec(text) ?? [];
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name || "lesson"}.md`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
