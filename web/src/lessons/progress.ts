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
  /** The graph it was given on, in the textual form, where that was not the step's own. */
  readonly graph?: string;
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
export function note(key: string, answer: string, right: boolean, shown = false, graph = ""): void {
  useProgress.setState(({ answers }) => {
    const before = answers[key];
    if (before?.right) return { answers };
    const tries = (before?.tries ?? 0) + (shown ? 0 : 1);
    const noted = {
      answer,
      right,
      tries,
      shown: shown || (before?.shown ?? false),
      ...(graph ? { graph } : {}),
    };
    return { answers: { ...answers, [key]: noted } };
  });
}

/** The most characters of a file of answers. */
const LONGEST = 2_000_000;

/**
 * Adds the answers of a file that was saved here or in another browser; what is right here stays. Answers how many came
 * along; throws an Error whose message is a sentence.
 */
export function addAnswers(text: string): number {
  let read: unknown;
  try {
    read = text.length > LONGEST ? null : JSON.parse(text);
  } catch {
    read = null;
  }
  if (typeof read !== "object" || read === null || Array.isArray(read))
    throw new Error("This file holds no answers: choose one that was saved here.");
  const found = Object.entries(read).filter(
    (entry): entry is [string, Answered] =>
      /^[\w-]+\/[\w-]+\/\d+\/\d+$/.test(entry[0]) && isAnswered(entry[1]),
  );
  if (found.length === 0 && Object.keys(read).length > 0)
    throw new Error("This file holds no answers: choose one that was saved here.");
  const { answers } = useProgress.getState();
  const news = found.filter(([key]) => !answers[key]?.right);
  useProgress.setState({ answers: { ...answers, ...Object.fromEntries(news) } });
  return news.length;
}

function isAnswered(value: unknown): value is Answered {
  if (typeof value !== "object" || value === null) return false;
  const { answer, right, tries, shown, graph } = value as Partial<Record<keyof Answered, unknown>>;
  return (
    typeof answer === "string" &&
    typeof right === "boolean" &&
    typeof tries === "number" &&
    typeof shown === "boolean" &&
    (graph === undefined || typeof graph === "string")
  );
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
