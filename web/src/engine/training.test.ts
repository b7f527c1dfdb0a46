import { readFileSync } from "node:fs";
import * as engine from "chainrule-engine/training";
import { expect, it } from "vitest";
import { examples } from "./catalogue.ts";
import { labOffer } from "./datasets.ts";
import { optimizers } from "./optimizers.ts";
import { EvaluationSession } from "./session.ts";

const SGD = JSON.stringify({ optimizer: { name: "sgd", learningRate: 0.05 }, batchSize: 1, epochs: 10 });
const ADAM = JSON.stringify({ optimizer: { name: "adam", learningRate: 0.01 }, epochs: 50 });
const SPIRAL = JSON.stringify({ source: "spiral", test: 0.3 });

function document(id: string): string {
  const example = examples().find((one) => one.id === id);
  if (!example) throw new Error(`There is no example ${id}.`);
  return JSON.stringify(example.document);
}

it("a step of gradient descent, laid over the graph, shows the lecture's numbers after it", () => {
  const text = document("cs540");
  const training = new engine.Training(text, "", SGD);
  expect(training.now()[2]).toBeCloseTo(0.36, 6);
  training.advance(1);
  const names = JSON.parse(training.parameterNames()) as { name: string }[];
  const all = training.parameters();
  const learned = new Map(names.map(({ name }, i) => [name, Float64Array.of(all[i] ?? 0)]));
  const graph = JSON.parse(text);
  const snapshot = new EvaluationSession().evaluate(graph, learned);
  const value = (name: string) =>
    snapshot.nodes.get(graph.nodes.find((node: { name: string }) => node.name === name)?.id ?? "")?.value
      ?.data[0];
  expect(value("yhat")).toBeCloseTo(0.71776, 5);
  expect(value("loss")).toBeCloseTo(0.07966, 5);
});

it("what cannot be trained is refused with problems that name their nodes", () => {
  expect(() => new engine.Training(document("mnist"), "", SGD)).toThrow(/"node":"x"/);
  expect(() => new engine.Training(document("mnist"), SPIRAL, ADAM)).toThrow(/2 columns, x1, x2/);
});

it("a step that is sought shows the same bits as when it came", () => {
  const training = new engine.Training(document("spiral"), SPIRAL, ADAM);
  training.advance(9);
  const then = training.parameters().slice();
  training.advance(8);
  training.seek(9);
  expect(training.parameters()).toEqual(then);
  expect(training.head()).toBe(17);
});

it("a fork that changes nothing is its parent, and one that does is not", () => {
  const parent = new engine.Training(document("spiral"), SPIRAL, ADAM);
  parent.advance(6);
  const same = parent.fork(ADAM);
  const other = parent.fork(JSON.stringify({ optimizer: { name: "sgd" } }));
  for (const run of [parent, same, other]) run.advance(5);
  expect(same.parameters()).toEqual(parent.parameters());
  expect(other.parameters()).not.toEqual(parent.parameters());
  expect(other.start()).toBe(6);
});

it("a surface names a class and a certainty for each cell", () => {
  const training = new engine.Training(document("spiral"), SPIRAL, ADAM);
  const cells = training.surface(0, 1, 5, -2, 2, -2, 2);
  expect(cells).toHaveLength(50);
  for (let cell = 0; cell < 25; cell++) {
    expect([0, 1]).toContain(cells[2 * cell]);
    expect(cells[2 * cell + 1]).toBeGreaterThanOrEqual(0);
    expect(cells[2 * cell + 1]).toBeLessThanOrEqual(1);
  }
});

it("every data set of the list is made, drawn and fitted by a graph that trains on it", async () => {
  const offer = await labOffer();
  expect(offer.datasets.length).toBeGreaterThanOrEqual(12);
  for (const { id } of offer.datasets) {
    const preview = offer.preview({ source: id });
    const graph = JSON.stringify(preview.fittingGraph(id));
    const training = new engine.Training(graph, JSON.stringify({ source: id }), ADAM);
    training.advance(1);
    expect(training.now()[2], id).toBeGreaterThan(0);
  }
});

it("every data set has the bits that it has on the JVM", async () => {
  const offer = await labOffer();
  const digests = Object.fromEntries(
    offer.datasets.map(({ id }) => {
      let hash = 0x811c9dc5;
      for (const column of offer.preview({ source: id }).columns)
        for (const word of new Int32Array(column.buffer, column.byteOffset, 2 * column.length))
          hash = Math.imul(hash ^ word, 0x01000193);
      return [id, hash];
    }),
  );
  const file = new URL("../../../engine/src/test/resources/golden-datasets.json", import.meta.url);
  expect(digests).toEqual(JSON.parse(readFileSync(file, "utf8")));
});

it("a table is read, its columns guessed, and a graph fits it", async () => {
  const offer = await labOffer();
  const table = offer.table("size;colour;kind\n1.5;red;cat\n2;blue;dog\n3,5;red;cat\n");
  expect(table.columns.map(({ role }) => role)).toEqual(["input", "input", "classes"]);
  const good = offer.table("size;colour;kind\n1.5;red;cat\n2;blue;dog\n3.5;red;cat\n");
  const spec = good.data(["input", "input", "classes"], false);
  expect(spec.variables?.map(({ name }) => name)).toEqual(["size", "colour=red", "colour=blue", "kind"]);
  expect(spec.rows?.[1]).toEqual([2, 0, 1, 1]);
  const training = new engine.Training(
    JSON.stringify(offer.preview(spec).fittingGraph("mine")),
    JSON.stringify(spec),
    ADAM,
  );
  training.advance(3);
  expect(training.now()[2]).toBeGreaterThan(0);
});

it("each optimizer has a label, a formula and a learning rate to begin with", () => {
  for (const { label, formula, learningRate } of optimizers) {
    expect(label).not.toBe("");
    expect(formula).not.toBe("");
    expect(learningRate).toBeGreaterThan(0);
  }
});
