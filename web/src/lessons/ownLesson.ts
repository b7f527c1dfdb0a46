import { shelf } from "../ui/shelf.ts";

/** The course and name of the lesson that is being written here. */
export const OWN = { course: "own", name: "draft" } as const;

const KEY = "chainrule.draft";

/** The file of the lesson that is being written here; null where none was begun. */
export function keptDraft(): string | null {
  return shelf().getItem(KEY);
}

export function keepDraft(text: string): void {
  try {
    shelf().setItem(KEY, text);
  } catch {
    // The page keeps it as long as it is open; the author can download it.
  }
}
