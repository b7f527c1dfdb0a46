import { expect, it } from "vitest";
import { copiedName, isIdentifier, newName, type Role } from "./naming.ts";
import { emptyGraph, type Graph } from "./types.ts";

function named(...names: string[]): Graph {
  return { ...emptyGraph(), nodes: names.map((name, i) => ({ id: `n${i}`, op: "any", name })) };
}

it.each<[Role, string[], string | undefined]>([
  ["input", [], "x"],
  ["input", ["x"], "x2"],
  ["label", [], "y"],
  ["parameter", [], "w1"],
  ["parameter", ["w1", "w2", "w4"], "w3"],
  ["constant", ["c"], "c2"],
  ["operation", [], undefined],
  ["loss", [], "loss"],
  ["loss", ["loss"], undefined],
])("a new %s among %j is called %s", (role, taken, name) => {
  expect(newName(named(...taken), role)).toBe(name);
});

it("a copy takes the next free number", () => {
  expect(copiedName("w1", new Set(["w1", "w2"]))).toBe("w3");
  expect(copiedName("h", new Set(["h"]))).toBe("h2");
  expect(copiedName("h", new Set())).toBe("h");
  expect(copiedName("loss", new Set(["loss"]))).toBeUndefined();
});

it("a name is an identifier", () => {
  expect(["w1", "_x", "yHat_2"].every(isIdentifier)).toBe(true);
  expect(["", "1w", "a b", "ŷ", "a-b"].some(isIdentifier)).toBe(false);
});
