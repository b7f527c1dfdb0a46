import { expect, it } from "vitest";
import { examples } from "../engine/catalogue.ts";
import { EvaluationSession } from "../engine/session.ts";
import { allGradients, allLocals, allValues, entryOf, oneFigure, parameterGradients } from "./covering.ts";

const [first] = examples();
if (!first) throw new Error("There is no example.");
const snapshot = new EvaluationSession().evaluate(first.document);
const ids = (figures: readonly { id: string }[]) => figures.map(({ id }) => id).sort();

it("covers the gradients of the parameters alone, or all but that of the loss", () => {
  expect(ids(parameterGradients(snapshot))).toEqual(["w1", "w2", "w3", "w4"]);
  expect(ids(allGradients(snapshot))).not.toContain("loss");
  expect(ids(allGradients(snapshot))).toContain("yhat");
});

it("covers the values that are computed, not those that are given", () => {
  expect(ids(allValues(snapshot))).toContain("h2");
  expect(ids(allValues(snapshot))).not.toContain("x");
});

it("asks for local derivatives only where a gradient flows", () => {
  expect(ids(allLocals(snapshot))).not.toContain("loss:b");
  expect(ids(allLocals(snapshot))).toContain("loss:a");
});

it("by chance covers one of them, whatever chance says", () => {
  for (const chance of [0, 0.5, 0.999]) expect(oneFigure(snapshot, () => chance)).toHaveLength(1);
});

it("asks for the same entry of the same figure, and one that is there", () => {
  for (const size of [1, 2, 7, 100_352]) {
    const entry = entryOf({ figure: "gradient", id: "W1" }, size);
    expect(entry).toBe(entryOf({ figure: "gradient", id: "W1" }, size));
    expect(entry).toBeLessThan(size);
  }
});
