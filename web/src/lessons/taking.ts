import { create } from "zustand";
import { lastKey, lessonKey, openGraph, openLocal, openNew } from "../document/local.ts";
import { documentStore } from "../document/store.ts";
import { examples } from "../engine/catalogue.ts";
import type { Lesson, LessonStep } from "../engine/lessons.ts";
import { keptDraft, OWN } from "./ownLesson.ts";

/** A lesson that is open. */
export interface Taken {
  readonly course: string;
  readonly name: string;
  readonly lesson: Lesson;
  readonly step: number;
}

interface Taking {
  readonly taken: Taken | null;
  /** The list of lessons is shown. */
  readonly listing: boolean;
  readonly problem: string | null;
}

/** Which lesson is open in this tab. */
export const useTaking = create<Taking>()(() => ({ taken: null, listing: false, problem: null }));

export function lessonId({ course, name }: Pick<Taken, "course" | "name">): string {
  return `${course}/${name}`;
}

export function stepOf({ lesson, step }: Taken): LessonStep | undefined {
  return lesson.content.steps[step];
}

export function showList(listing: boolean): void {
  useTaking.setState({ listing, problem: null });
}

/** Opens a lesson at one of its steps; false, with a sentence in `problem`, where that cannot be. */
export async function openLesson(course: string, name: string, step = 0): Promise<boolean> {
  try {
    // The lessons and the engine that judges them load with the first.
    const { Lesson, lessonText } = await import("../engine/lessons.ts");
    const text = course === OWN.course ? keptDraft() : await lessonText(course, name);
    if (text === null) throw new Error(`There is no lesson ${course}/${name} here.`);
    const lesson = new Lesson(text);
    show({ course, name, lesson, step: Math.min(Math.max(0, step), lesson.content.steps.length - 1) });
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    useTaking.setState({ listing: true, problem: `The lesson could not be opened. ${why}` });
    return false;
  }
}

/** Goes to another step of the open lesson. */
export function goTo(step: number): void {
  const { taken } = useTaking.getState();
  if (taken?.lesson.content.steps[step]) show({ ...taken, step });
}

function show(taken: Taken): void {
  const step = stepOf(taken);
  if (!step) return;
  const key = lessonKey(lessonId(taken).replace("/", "-"), taken.step);
  useTaking.setState({ taken, listing: false, problem: null });
  // A lesson that is being written is taken as it stands now.
  if (taken.course === OWN.course || !openLocal(key)) openGraph(step.document, key);
  history.replaceState(null, "", `#lesson=${lessonId(taken)}/${taken.step + 1}`);
}

/** Puts the step's graph back as the lesson gives it; that can be undone. */
export function resetGraph(): void {
  const { taken } = useTaking.getState();
  const document = taken && stepOf(taken)?.document;
  if (document) documentStore.getState().apply(() => document);
}

/** Closes the lesson and shows the person's own graph again. */
export function closeLesson(): void {
  if (!useTaking.getState().taken) return;
  useTaking.setState({ taken: null });
  history.replaceState(null, "", location.pathname);
  const last = lastKey();
  const [first] = examples();
  if (last && openLocal(last)) return;
  if (first) openGraph(first.document);
  else openNew();
}

/** Opens the lesson that the address names, if it does; `otherwise` opens something else where that fails. */
export function openLessonAddress(otherwise: () => void): boolean {
  const [, course, name, step] = /^#lesson=([\w-]+)\/([\w-]+)(?:\/(\d{1,3}))?$/.exec(location.hash) ?? [];
  if (!course || !name) return false;
  void openLesson(course, name, Number(step ?? 1) - 1).then((opened) => opened || otherwise());
  return true;
}

// Another document was opened over the lesson's: the lesson is over.
documentStore.subscribe((state, before) => {
  const { taken } = useTaking.getState();
  if (!taken || state.key === before.key) return;
  const own = lessonKey(lessonId(taken).replace("/", "-"), taken.step);
  if (state.key !== own) {
    useTaking.setState({ taken: null });
    if (location.hash.startsWith("#lesson=")) history.replaceState(null, "", location.pathname);
  }
});
