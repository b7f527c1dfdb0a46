import { expect, it } from "vitest";
import { nested, shortest } from "./literals.ts";

it("a float reads as the shortest number that is the same float", () => {
  expect(shortest(Math.fround(1.012))).toBe(1.012);
  expect(shortest(Math.fround(-0.1))).toBe(-0.1);
  expect(shortest(0)).toBe(0);
  for (const value of [1 / 3, Math.PI, 1e-20, 123456.789].map(Math.fround)) {
    expect(Math.fround(shortest(value))).toBe(value);
  }
});

it("row-major numbers become the list of their shape", () => {
  expect(nested([7], [])).toBe(7);
  expect(nested([1, 2, 3], [3])).toEqual([1, 2, 3]);
  expect(nested([1, 2, 3, 4, 5, 6], [2, 3])).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
});
