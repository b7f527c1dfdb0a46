import { create } from "zustand";
import type { Handed, HandedAnswer } from "../server/results.ts";
import { pack, unpack } from "../ui/packed.ts";
import { type Answered, useProgress } from "./progress.ts";

/* A link that holds the answers to a lesson: `#result=` and what is handed in, packed. Who opens it has it checked anew. */

const PREFIX = "#result=";
const READ = { characters: 200_000, bytes: 500_000, tooMuch: "The link holds more than 500 kB of answers." };

interface Handing {
  /** The lesson that is being handed in, by its id. */
  readonly lesson: string | null;
  /** The hash of a result that is looked at. */
  readonly result: string | null;
}

export const useHanding = create<Handing>()(() => ({ lesson: null, result: null }));

export function handIn(lesson: string | null): void {
  useHanding.setState({ lesson });
}

/** Looks at a result; with null closes it. */
export function showResult(result: string | null): void {
  useHanding.setState({ lesson: null, result });
  if (result === null && location.hash.startsWith(PREFIX)) history.replaceState(null, "", location.pathname);
}

/** The answers of one's own to a lesson: not those that were shown. */
export function ownAnswers(
  answers: Readonly<Record<string, Answered>>,
  lesson: string,
): readonly HandedAnswer[] {
  return Object.entries(answers).flatMap(([key, { answer, right, shown, graph }]) => {
    const [, step, exercise] = new RegExp(`^${lesson}/(\\d+)/(\\d+)$`).exec(key) ?? [];
    if (step === undefined || exercise === undefined || (shown && !right)) return [];
    return [{ step: Number(step), exercise: Number(exercise), answer, ...(graph ? { graph } : {}) }];
  });
}

/** The hash of a link to the result of a lesson. */
export async function resultHash(lesson: string, name: string): Promise<string> {
  const handed: Handed = { lesson, name, answers: ownAnswers(useProgress.getState().answers, lesson) };
  return PREFIX + (await pack(JSON.stringify(handed)));
}

/** What a hash holds. Fails with a sentence; what it means the server judges. */
export async function readResult(hash: string): Promise<Handed> {
  const text = await unpack(hash.slice(PREFIX.length), READ);
  try {
    const { lesson, name, answers } = JSON.parse(text) as Partial<Handed>;
    if (typeof lesson === "string" && Array.isArray(answers))
      return { lesson, name: String(name ?? ""), answers };
  } catch {
    // It is said below.
  }
  throw new Error("The link holds no answers.");
}

/** Shows the result in the address over whatever opens; also when an address with one is entered later. */
export function openResultAddress(): void {
  const open = () => {
    if (location.hash.startsWith(PREFIX)) showResult(location.hash);
  };
  addEventListener("hashchange", open);
  open();
}
