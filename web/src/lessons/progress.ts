import { create } from "zustand";
import { persist } from "zustand/middleware";
import { shelved } from "../ui/shelf.ts";

/** What a person answered to one exercise. */
export interface Answered {
  readonly answer: string;
  readonly right: boolean;
  /** How often it was tried. */
  readonly tries: number;
  /** Whether the answer was shown to them. */
  readonly shown: boolean;
}

interface Progress {
  /** By exercise: "cs540/which-way/1/0". */
  readonly answers: Readonly<Record<string, Answered>>;
}

/** What has been answered in this browser; kept between visits. */
export const useProgress = create<Progress>()(
  persist((): Progress => ({ answers: {} }), { name: "chainrule.lessons", storage: shelved(), version: 1 }),
);

export function exerciseKey(lesson: string, step: number, exercise: number): string {
  return `${lesson}/${step}/${exercise}`;
}

/** Notes one more try; what was right once stays right. */
export function note(key: string, answer: string, right: boolean, shown = false): void {
  useProgress.setState(({ answers }) => {
    const before = answers[key];
    if (before?.right) return { answers };
    const tries = (before?.tries ?? 0) + (shown ? 0 : 1);
    return {
      answers: { ...answers, [key]: { answer, right, tries, shown: shown || (before?.shown ?? false) } },
    };
  });
}

/** Forgets the answers of one lesson, to take it again. */
export function forget(lesson: string): void {
  useProgress.setState(({ answers }) => ({
    answers: Object.fromEntries(Object.entries(answers).filter(([key]) => !key.startsWith(`${lesson}/`))),
  }));
}

/** How many exercises of a lesson, or of one of its steps, are answered. */
export function answered(answers: Progress["answers"], under: string): number {
  return Object.entries(answers).filter(
    ([key, { right, shown }]) => key.startsWith(`${under}/`) && (right || shown),
  ).length;
}
