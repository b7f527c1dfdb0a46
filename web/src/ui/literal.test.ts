import { expect, it } from "vitest";
import { parseLiteral, printLiteral } from "./literal.ts";

it.each([
  ["0.5", 0.5],
  ["-.5", -0.5],
  ["[1, 2.]", [1, 2]],
  [
    "[[1, 2], [3, 4]]",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["[NaN, -Infinity]", ["NaN", "-Infinity"]],
])("%s is read as a tensor", (text, value) => {
  expect(parseLiteral(text)).toEqual({ value });
});

it("prints what it reads", () => {
  const read = parseLiteral("[[1, 0.25], [3, NaN]]");
  expect("value" in read && printLiteral(read.value)).toBe("[[1, 0.25], [3, NaN]]");
});

it.each(["", "abc", "[1, 2", "[]", '["x"]', "null", "[1, null]"])("%j is refused", (text) => {
  expect(parseLiteral(text)).toHaveProperty("error");
});

it("says which row is too short", () => {
  expect(parseLiteral("[[1, 2], [3]]")).toEqual({
    error: "Row 1 is not as long as row 0: every row needs the same number of entries.",
  });
});
