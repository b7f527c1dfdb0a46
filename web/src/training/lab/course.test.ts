import { expect, it } from "vitest";
import { courseOf, coursesAsCsv, figure, together } from "./course.ts";

const first = courseOf(
  Float64Array.from([
    0,
    1,
    0.7,
    Number.NaN,
    0.8,
    Number.NaN,
    0.1,
    Number.NaN,
    5,
    2,
    0.5,
    1,
    0.6,
    0.5,
    0.1,
    3,
  ]),
);
const second = courseOf(Float64Array.from([5, 2, 0.5, 1, 0.6, 0.5, 0.2, 3, 10, 3, 0.4, 1, 0.5, 0.5, 0.2, 2]));

it("numbers become columns, and what there is not is null", () => {
  expect(first.step).toEqual([0, 5]);
  expect(first.trainAccuracy).toEqual([null, 1]);
  expect(figure(Float64Array.from([4, 1, 0.25]), "trainLoss")).toBe(0.25);
  expect(figure(Float64Array.from([4, 1, Number.NaN]), "trainLoss")).toBeNull();
});

it("runs that begin at different steps share one axis", () => {
  const both = together(
    [
      { name: "A", course: first },
      { name: "B", course: second },
    ],
    "trainLoss",
  );
  expect(both.steps).toEqual([0, 5, 10]);
  expect(both.columns).toEqual([
    [0.7, 0.5, null],
    [null, 0.5, 0.4],
  ]);
});

it("runs leave as CSV, a line for each step", () => {
  const lines = coursesAsCsv([{ name: "A", course: first }]).split("\n");
  expect(lines[0]).toBe("run,step,epoch,trainLoss,trainAccuracy,heldLoss,heldAccuracy,rate,gradientNorm");
  expect(lines[1]).toBe("A,0,1,0.7,,0.8,,0.1,");
  expect(lines).toHaveLength(4);
});
