import { expect, it } from "vitest";
import { difference } from "./difference.ts";

const same = (a: number, b: number) => a === b;

it.each([
  [[], [], 0, 0, []],
  [[1, 2, 3], [1, 2, 3], 3, 0, []],
  [[1, 2, 3], [1, 9, 3], 1, 1, [9]],
  [[1, 2, 3], [1, 2, 3, 4], 3, 0, [4]],
  [[1, 2, 3], [1, 3], 1, 1, []],
  [[1, 1], [1, 1, 1], 2, 0, [1]],
  [[1, 2, 3, 4], [9, 2, 3, 8], 0, 4, [9, 2, 3, 8]],
  [[1, 2], [], 0, 2, []],
])("%j became %j from %i on, %i for %j", (before, now, from, gone, instead) => {
  expect(difference(before, now, same)).toEqual({ from, gone, instead });
});
