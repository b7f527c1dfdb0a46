import { FIGURES } from "../../engine/training.ts";

export type Figure = (typeof FIGURES)[number];

/** The numbers of a course by column; what there is not is null. */
export type Course = Record<Figure, readonly (number | null)[]>;

export function courseOf(numbers: Float64Array): Course {
  const columns = Object.fromEntries(FIGURES.map((name) => [name, [] as (number | null)[]])) as Record<
    Figure,
    (number | null)[]
  >;
  for (let at = 0; at < numbers.length; at += FIGURES.length) {
    FIGURES.forEach((name, i) => {
      const value = numbers[at + i];
      columns[name].push(value === undefined || Number.isNaN(value) ? null : value);
    });
  }
  return columns;
}

/** One number of how a run stands; null where there is none. */
export function figure(now: Float64Array, name: Figure): number | null {
  const value = now[FIGURES.indexOf(name)];
  return value === undefined || Number.isNaN(value) ? null : value;
}

export interface NamedCourse {
  name: string;
  course: Course;
}

/** Several courses over one axis of steps, for a chart: a column for each, empty where it was not looked at. */
export function together(courses: readonly NamedCourse[], of: Figure) {
  const steps = [...new Set(courses.flatMap(({ course }) => course.step as number[]))].sort((a, b) => a - b);
  const columns = courses.map(({ course }) => {
    const byStep = new Map(course.step.map((step, i) => [step, course[of][i] ?? null]));
    return steps.map((step) => byStep.get(step) ?? null);
  });
  return { steps, columns };
}

/** The courses as CSV, one line for each run and step. */
export function coursesAsCsv(courses: readonly NamedCourse[]): string {
  const lines = courses.flatMap(({ name, course }) =>
    course.step.map((_, i) => [name, ...FIGURES.map((column) => course[column][i] ?? "")].join(",")),
  );
  return `${["run", ...FIGURES].join(",")}\n${lines.join("\n")}\n`;
}
