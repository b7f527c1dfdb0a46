import { Check, Download, PenLine, Upload } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import { type Course, courses, Lesson, lessonText } from "../engine/lessons.ts";
import { inWords } from "../server/request.ts";
import { Button } from "../ui/Button.tsx";
import { openDraft } from "./draft.ts";
import { Inline } from "./Prose.tsx";
import { addAnswers, answered, useProgress } from "./progress.ts";
import { openLesson, showList, useTaking } from "./taking.ts";
import "./LessonList.css";

interface Entry {
  name: string;
  title: string;
  summary: string;
  covers: readonly string[];
  exercises: number;
}

/** Every lesson of every course, with how far the person has come. */
export function LessonList() {
  const problem = useTaking((state) => state.problem);
  const file = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  return (
    <Dialog.Root open onOpenChange={(open) => showList(open)}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content className="lessonList" aria-describedby={undefined} data-testid="lessons">
          <Dialog.Title className="lessonList-title">Lessons</Dialog.Title>
          {problem && (
            <p className="lessonList-problem" role="alert">
              {problem}
            </p>
          )}
          <div className="lessonList-courses">
            {courses.map((course) => (
              <CourseList key={course.id} course={course} />
            ))}
          </div>
          <div className="lessonList-foot">
            <p role="status" data-testid="progress-said">
              {said ?? "Answers are kept in this browser."}
            </p>
            <input
              ref={file}
              type="file"
              accept="application/json,.json"
              hidden
              data-testid="progress-file"
              onChange={(event) => void importProgress(event.currentTarget).then(setSaid)}
            />
            <Button data-testid="write-lesson" onClick={() => void openDraft()}>
              <PenLine size={14} aria-hidden="true" />
              Write a lesson
            </Button>
            <Button data-testid="import-progress" onClick={() => file.current?.click()}>
              <Upload size={14} aria-hidden="true" />
              Add saved answers
            </Button>
            <Button data-testid="export-progress" onClick={exportProgress}>
              <Download size={14} aria-hidden="true" />
              Save my answers
            </Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function CourseList({ course }: { course: Course }) {
  const answers = useProgress((state) => state.answers);
  const entries = useEntries(course);
  return (
    <section aria-label={course.title}>
      <h3>{course.title}</h3>
      <ol>
        {entries.map(({ name, title, summary, exercises }) => {
          const done = answered(answers, `${course.id}/${name}`);
          return (
            <li key={name}>
              <button
                type="button"
                className="lessonList-item"
                data-lesson={`${course.id}/${name}`}
                onClick={() => void openLesson(course.id, name)}
              >
                <span className="lessonList-name">{title}</span>
                <span className="lessonList-done numeric">
                  {done === exercises ? (
                    <Check size={15} aria-label="all answered" />
                  ) : done > 0 ? (
                    `${done} of ${exercises}`
                  ) : (
                    ""
                  )}
                </span>
                <span className="lessonList-summary">
                  <Inline text={summary} />
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What the lessons of a course are called: read from their files, which load now. */
function useEntries(course: Course): readonly Entry[] {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    let shown = true;
    void Promise.all(course.lessons.map((name) => entry(course.id, name))).then((read) => {
      if (shown) setEntries(read.flatMap((one) => one ?? []));
    });
    return () => {
      shown = false;
    };
  }, [course]);
  return entries;
}

async function entry(course: string, name: string): Promise<Entry | null> {
  const text = await lessonText(course, name);
  if (text === null) return null;
  const { title, summary, covers, steps } = new Lesson(text).content;
  const exercises = steps.reduce((sum, step) => sum + step.exercises.length, 0);
  return { name, title, summary, covers, exercises };
}

function exportProgress(): void {
  const blob = new Blob([`${JSON.stringify(useProgress.getState().answers, null, 2)}\n`], {
    type: "application/json",
  });
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = "chainrule-answers.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Adds the answers of a chosen file; answers what to tell. */
async function importProgress(input: HTMLInputElement): Promise<string | null> {
  const [file] = input.files ?? [];
  if (!file) return null;
  try {
    const count = addAnswers(await file.text());
    return count === 1 ? "1 answer was added." : `${count} answers were added.`;
  } catch (error) {
    return inWords(error);
  } finally {
    input.value = "";
  }
}
