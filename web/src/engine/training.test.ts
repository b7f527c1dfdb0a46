import { Training } from "chainrule-engine/training";
import { expect, it } from "vitest";
import { examples } from "./catalogue.ts";
import { optimizers } from "./optimizers.ts";
import { EvaluationSession } from "./session.ts";

function lecture() {
  const [first] = examples();
  if (!first) throw new Error("There are no examples.");
  return first.document;
}

it("a step of gradient descent, laid over the graph, shows the lecture's numbers after it", () => {
  const graph = lecture();
  const training = new Training(JSON.stringify(graph), "sgd", 0.05, 10, false);
  expect(training.step(1)).toBeCloseTo(0.36, 6);
  const names = JSON.parse(training.parameterNames()) as string[];
  const learned = new Map(names.map((name) => [name, Float64Array.from(training.parameter(name))]));
  const snapshot = new EvaluationSession().evaluate(graph, learned);
  const value = (name: string) =>
    snapshot.nodes.get(graph.nodes.find((node) => node.name === name)?.id ?? "")?.value?.data[0];
  expect(value("yhat")).toBeCloseTo(0.71776, 5);
  expect(value("loss")).toBeCloseTo(0.07966, 5);
});

it("what cannot be trained is refused with problems that name their nodes", () => {
  const digits = examples().find((example) => example.id === "mnist");
  const begin = () => new Training(JSON.stringify(digits?.document), "sgd", 0.05, 10, false);
  expect(begin).toThrow(/"node":"x"/);
});

it("each optimizer has a label, a formula and a learning rate to begin with", () => {
  for (const { label, formula, learningRate } of optimizers) {
    expect(label).not.toBe("");
    expect(formula).not.toBe("");
    expect(learningRate).toBeGreaterThan(0);
  }
});
