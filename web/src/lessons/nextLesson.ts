import { courses } from "../engine/lessons.ts";
import type { Taken } from "./taking.ts";

/** The lesson after this one, in the same course or the next. */
export function nextLesson({ course, name }: Taken): { course: string; name: string } | null {
  const all = courses.flatMap((one) => one.lessons.map((lesson) => ({ course: one.id, name: lesson })));
  const at = all.findIndex((one) => one.course === course && one.name === name);
  return at < 0 ? null : (all[at + 1] ?? null);
}
