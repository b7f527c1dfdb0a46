import { expect, it } from "vitest";
import { nameOfEntry, placeOf } from "./entries.ts";

const parameters = [
  { name: "W1", shape: [2, 3] },
  { name: "b", shape: [] },
  { name: "v", shape: [4] },
];

it("an entry of all parameters is called by its parameter and its place there", () => {
  expect(nameOfEntry(parameters, 0)).toBe("W1[0, 0]");
  expect(nameOfEntry(parameters, 5)).toBe("W1[1, 2]");
  expect(nameOfEntry(parameters, 6)).toBe("b");
  expect(nameOfEntry(parameters, 9)).toBe("v[2]");
  expect(nameOfEntry(parameters, 99)).toBe("");
});

it("a single number stands nowhere", () => {
  expect(placeOf(0, [])).toBe("");
});
