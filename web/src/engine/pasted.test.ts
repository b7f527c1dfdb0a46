import { expect, it } from "vitest";
import { readPasted } from "./pasted.ts";
import { EvaluationSession } from "./session.ts";

it.each([
  ["relu(W @ x + b)", ["W", "b", "f", "x"]],
  ["(w * x - y)^2", ["f", "w", "x", "y"]],
  ["h = tanh(a * x)\nf = h^2", ["a", "f", "h", "x"]],
])("%j becomes a graph that computes", (text, names) => {
  const { document } = readPasted(text);
  if (!document) throw new Error("Nothing was read.");
  expect(document.nodes.flatMap(({ name }) => name ?? []).toSorted()).toEqual(names);
  expect(new EvaluationSession().evaluate(document).problems).toEqual([]);
});

it.each(["relu(", "a sentence of words", "f = g = 2"])("%j is still no graph, and says why", (text) => {
  const { document, problems } = readPasted(text);
  expect(document).toBeNull();
  expect(problems).not.toEqual([]);
});
