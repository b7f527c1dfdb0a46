import { expect, it } from "vitest";
import { rename, setSetting } from "../document/commands.ts";
import type { Graph } from "../document/types.ts";
import { catalogue, examples } from "./catalogue.ts";
import { describeNode } from "./edit.ts";
import { EvaluationSession } from "./session.ts";
import { sameMeaning } from "./snapshot.ts";
import { checkDocument, parseText, printText } from "./text.ts";
import type { Veil } from "./veil.ts";

/** The network of the lecture, in the textual form. */
const U4 = `
x = input(2)
y = label(1)
w1 = param(0.5)
w2 = param(1)
w3 = param(0.2)
w4 = param(0.1)
h1 = relu(w1 * x)
h2 = relu(w2 * x)
yhat = w3 * h1 + w4 * h2
loss = (yhat - y)^2
`;

function read(text: string): Graph {
  const { document, problems } = parseText(text);
  expect(problems).toEqual([]);
  if (!document) throw new Error("The text was read without problems and without a document.");
  return document;
}

function idOf(graph: Graph, name: string): string {
  const node = graph.nodes.find((candidate) => candidate.name === name);
  if (!node) throw new Error(`No node is called ${name}.`);
  return node.id;
}

it("the lecture's network has the lecture's numbers", () => {
  const graph = read(U4);
  const snapshot = new EvaluationSession().evaluate(graph);
  const gradient = (name: string) => snapshot.nodes.get(idOf(graph, name))?.gradient?.data[0];
  const value = (name: string) => snapshot.nodes.get(idOf(graph, name))?.value?.data[0];
  expect(snapshot.problems).toEqual([]);
  expect(snapshot.loss).toBe(idOf(graph, "loss"));
  expect(value("h1")).toBeCloseTo(1, 12);
  expect(value("h2")).toBeCloseTo(2, 12);
  expect(value("yhat")).toBeCloseTo(0.4, 12);
  expect(value("loss")).toBeCloseTo(0.36, 12);
  expect(["w1", "w2", "w3", "w4"].map(gradient)).toEqual(
    [-0.48, -0.24, -1.2, -2.4].map((expected) => expect.closeTo(expected, 12)),
  );
  expect(gradient("x")).toBeCloseTo(-0.24, 12);
});

it("the four numbers of the path stand on its wires", () => {
  const graph = read(U4);
  const session = new EvaluationSession();
  session.evaluate(graph);
  const local = (from: string, to: (wireTo: string) => boolean) => {
    const wire = graph.wires.find((candidate) => candidate.from === from && to(candidate.to));
    return wire && session.localDerivative(`${wire.to}:${wire.port}`)?.data[0];
  };
  const product = graph.wires.find((wire) => wire.from === idOf(graph, "h2"))?.to;
  expect(session.snapshot.nodes.get(idOf(graph, "yhat"))?.gradient?.data[0]).toBeCloseTo(-1.2, 12);
  expect(local(idOf(graph, "h2"), (to) => to === product)).toBeCloseTo(0.1, 12);
  expect(local(idOf(graph, "w2"), () => true)).toBeCloseTo(2, 12);
});

it("a node reads as a sentence", () => {
  const graph = read(U4);
  const snapshot = new EvaluationSession().evaluate(graph);
  const w2 = graph.nodes.find((node) => node.name === "w2");
  expect(w2 && describeNode(graph, w2, snapshot.nodes.get(w2.id))).toBe(
    "w2, parameter, value 1, gradient -0.24",
  );
  const loss = graph.nodes.find((node) => node.name === "loss");
  expect(loss && describeNode(graph, loss, snapshot.nodes.get(loss.id))).toBe(
    "loss, power of subtract of yhat and y, and 2, value 0.36, gradient 1",
  );
});

it("a sentence says nothing of what is held back", () => {
  const graph = read("w = param(3)\nloss = relu(w * w)");
  const snapshot = new EvaluationSession().evaluate(graph);
  const veil: Veil = {
    reached: new Set(["value w", "gradient w"]),
    asked: new Set(["gradient w"]),
    held: new Set(),
  };
  const say = (name: string) => {
    const node = graph.nodes.find((other) => other.name === name);
    return node && describeNode(graph, node, snapshot.nodes.get(node.id), veil);
  };
  expect(say("w")).toBe("w, parameter, value 3, gradient asked of you");
  expect(say("loss")).toBe(
    "loss, ReLU of multiply of w and w, value not computed yet, gradient not computed yet",
  );
});

it("what an edit does not touch keeps its identity", () => {
  const graph = read(U4);
  const session = new EvaluationSession();
  const before = session.evaluate(graph);
  const w2 = idOf(graph, "w2");
  const after = session.evaluate(setSetting(graph, w2, "value", 3));
  expect(after.nodes.get(idOf(graph, "h1"))?.value).toBe(before.nodes.get(idOf(graph, "h1"))?.value);
  expect(after.nodes.get(idOf(graph, "w3"))).not.toBe(before.nodes.get(idOf(graph, "w3")));
  expect(after.nodes.get(w2)?.value?.data[0]).toBe(3);
});

it("a problem stands on its node, and what follows waits for it", () => {
  const graph = read(
    "W = param([[1, 2], [3, 4]])\nx = input([1, 2, 3])\nz = W @ x\nh = relu(z)\nloss = sum(h)",
  );
  const snapshot = new EvaluationSession().evaluate(graph);
  const z = snapshot.nodes.get(idOf(graph, "z"));
  expect(z?.state).toBe("problem");
  expect(z?.problems.map((problem) => problem.code)).toEqual(["shape_mismatch"]);
  expect(snapshot.nodes.get(idOf(graph, "h"))).toMatchObject({
    state: "waiting",
    waitingFor: idOf(graph, "z"),
  });
  expect(snapshot.nodes.get(idOf(graph, "W"))?.value?.data).toEqual(new Float64Array([1, 2, 3, 4]));
});

it("a wire that would close a cycle is refused with a reason", () => {
  const graph = read("x = input(1)\na = relu(x)\nloss = a * a");
  const session = new EvaluationSession();
  session.evaluate(graph);
  expect(session.refusal(idOf(graph, "loss"), idOf(graph, "a"), "x")).toMatch(/cycle/);
  expect(session.refusal(idOf(graph, "x"), idOf(graph, "loss"), "a")).toBe("");
});

it("moving a node does not change what the graph means; renaming it does", () => {
  const graph = read(U4);
  const moved = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 1, y: 2 } })) };
  expect(sameMeaning(graph, moved)).toBe(true);
  expect(sameMeaning(graph, rename(graph, idOf(graph, "h1"), "hidden"))).toBe(false);
});

it("text and document are one graph", () => {
  expect(printText(read(U4)).trim()).toBe(U4.trim());
  const graph = read(U4);
  expect(checkDocument(JSON.stringify(graph)).document?.nodes.map((node) => node.id)).toEqual(
    graph.nodes.map((node) => node.id),
  );
});

it("the first example is evaluated without problems, and the catalogue knows every op of every example", () => {
  const [first] = examples();
  expect(first && new EvaluationSession().evaluate(first.document).problems).toEqual([]);
  const known = new Set(catalogue.ops.map((op) => op.id));
  for (const example of examples()) {
    for (const node of example.document.nodes) expect(known).toContain(node.op);
  }
});

it("over a batch every figure is the mean of those of its examples, and one example follows again", () => {
  const graph = read(U4);
  const session = new EvaluationSession();
  const example = (x: number, y: number) =>
    new Map([
      ["x", Float64Array.of(x)],
      ["y", Float64Array.of(y)],
    ]);
  const batch = [example(2, 1), example(1, 0), example(-1, 3)];
  const alone = batch.map((values) => {
    const { nodes } = session.evaluate(graph, values);
    return nodes.get(idOf(graph, "w1"))?.gradient?.data[0] ?? Number.NaN;
  });
  const mean = session.evaluate(graph, new Map(), batch);
  const w1 = mean.nodes.get(idOf(graph, "w1"));
  expect(w1?.gradient?.data[0]).toBeCloseTo(alone.reduce((sum, one) => sum + one, 0) / 3, 12);
  expect(w1?.value?.data[0]).toBe(0.5);
  expect(mean.nodes.get(idOf(graph, "x"))?.value?.data[0]).toBeCloseTo(2 / 3, 12);
  // An edit is told to the engine once, however many examples there are.
  const edited = setSetting(graph, idOf(graph, "w3"), "value", 0.4);
  expect(session.evaluate(edited, new Map(), batch).nodes).toEqual(
    new EvaluationSession().evaluate(edited, new Map(), batch).nodes,
  );
  expect(session.evaluate(edited).nodes).toEqual(new EvaluationSession().evaluate(edited).nodes);
});
