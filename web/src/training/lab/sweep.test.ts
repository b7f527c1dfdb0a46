import { expect, it } from "vitest";
import { courseOf } from "./course.ts";
import { readValues } from "./SweepView.tsx";
import { bestOf, outcome, type SweptRun } from "./sweep.ts";

/** A run of two points: the losses over the examples, and over those held back. */
function run(value: number, train: number, held: number, diverged = false): SweptRun {
  const course = courseOf(Float64Array.of(0, 1, 2, 0.5, 2, 0.5, 1, 1, 9, 1, train, 0.9, held, 0.8, 1, 1));
  return { value, course, diverged, done: 1, surface: null } as unknown as SweptRun;
}

it("values are numbers with commas between them, two to eight, each once", () => {
  expect(readValues("0.1, 1e-3 3", { whole: false })).toEqual({ values: [0.1, 0.001, 3] });
  expect(readValues("1, 1, 2", { whole: true })).toEqual({ values: [1, 2] });
  expect(readValues("1, two", { whole: false })).toHaveProperty("rule");
  expect(readValues("1", { whole: false })).toHaveProperty("rule");
  expect(readValues("1,2,3,4,5,6,7,8,9", { whole: false })).toHaveProperty("rule");
  expect(readValues("2, 2.5", { whole: true })).toHaveProperty("rule");
});

it("the best run is the one with the least loss over what is held back, else over what is trained on", () => {
  expect(bestOf([run(1, 0.1, 0.9), run(2, 0.4, 0.5)])?.value).toBe(2);
  expect(bestOf([run(1, 0.1, Number.NaN), run(2, 0.4, Number.NaN)])?.value).toBe(1);
  expect(outcome(run(1, 0.1, Number.NaN))).toEqual({ loss: 0.1, accuracy: 0.9, held: false });
});

it("a run that diverged is never the best, and one alone is none", () => {
  expect(bestOf([run(1, 0.1, 0.1, true), run(2, 0.4, 0.5)])?.value).toBe(2);
  expect(bestOf([run(1, 0.1, 0.1)])).toBeNull();
});
