import { expect, it } from "vitest";
import type { Graph } from "../document/types.ts";
import { examples } from "./catalogue.ts";
import { classifierOf, probabilities } from "./classifier.ts";
import { EvaluationSession } from "./session.ts";

function example(id: string): Graph {
  const found = examples().find((one) => one.id === id);
  if (!found) throw new Error(`There is no example ${id}.`);
  return found.document;
}

it("the digits network takes its image at x, its digit at y, and gives its scores at logits", () => {
  const snapshot = new EvaluationSession().evaluate(example("mnist"));
  expect(classifierOf(snapshot, 784)).toEqual({
    input: "x",
    inputId: "x",
    label: "y",
    classes: 10,
    scores: "logits",
  });
});

it("a graph without classes is no classifier", () => {
  const snapshot = new EvaluationSession().evaluate(example("cs540"));
  expect(classifierOf(snapshot, 784)).toBeNull();
});

it("an image that is laid over the input runs forward, and with a label backward", () => {
  const session = new EvaluationSession();
  const graph = example("mnist");
  const image = new Float64Array(784).fill(0.5);
  const seen = session.evaluate(graph, new Map([["x", image]]));
  expect(seen.nodes.get("logits")?.value?.data).toHaveLength(10);
  expect(seen.nodes.get("loss")?.value).toBeNull();
  const judged = session.evaluate(
    graph,
    new Map([
      ["x", image],
      ["y", Float64Array.of(3)],
    ]),
  );
  expect(judged.nodes.get("loss")?.value?.data[0]).toBeGreaterThan(0);
  expect(judged.nodes.get("W1")?.gradient?.data).toHaveLength(128 * 784);
  const back = session.evaluate(graph);
  expect(back.nodes.get("logits")?.value).toBeNull();
});

it("a value that does not fit is passed over and breaks nothing", () => {
  const session = new EvaluationSession();
  const graph = example("cs540");
  const values = new Map([["w2", new Float64Array(7)]]);
  const snapshot = session.evaluate(graph, values);
  expect(snapshot.problems).toEqual([]);
  expect(snapshot.nodes.get("w2")?.value?.data[0]).toBe(1);
});

it("the probabilities are the engine's softmax: they sum to one and follow the scores", () => {
  const shares = probabilities({ shape: [3], data: Float64Array.of(1, 2, 3) });
  expect(shares?.[2]).toBeCloseTo(0.6652409557748218, 12);
  expect(shares?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

it("what a graph answers is a class, its image over again, or nothing yet", () => {
  const session = new EvaluationSession();
  const image = Float64Array.from({ length: 784 }, (_, i) => (i % 7) / 7);
  session.evaluate(example("mnist"));
  expect(session.answer()).toBeNull();
  session.evaluate(example("mnist"), new Map([["x", image]]));
  const read = session.answer();
  expect(read).toMatchObject({ kind: "class", node: "logits" });
  expect(read?.share).toBeGreaterThan(0.1);
  session.evaluate(example("mnist-autoencoder"), new Map([["x", image]]));
  expect(session.answer()).toMatchObject({ kind: "input", chosen: -1, share: null });
});
