import { readFileSync } from "node:fs";
import * as engine from "chainrule-engine";
import { Executor } from "chainrule-engine/training";
import { expect, test, vi } from "vitest";
import type { Graph } from "../document/types.ts";

/*
 * The training executor as WebAssembly against the reference executor: every op's examples, its parameters fed to a batch,
 * and networks whose matrix products are of every form and size.
 */

/* Hundreds of graphs are compiled: on a busy machine that takes its time. */
vi.setConfig({ testTimeout: 60_000 });

const BATCH = 7;
const TOLERANCE = 1e-4;

interface Entry {
  document: Graph;
}

function size(numbers: Iterable<number>): number {
  return Math.max(1, ...Array.from(numbers, Math.abs).filter(Number.isFinite));
}

/** The greatest difference of loss and gradients, relative to the numbers in the graph; null where nothing can be trained. */
function error(graph: Graph, device: string): number | null {
  const document = JSON.stringify(graph);
  let executor: Executor;
  try {
    executor = new Executor(document, BATCH, device);
  } catch {
    return null;
  }
  const session = new engine.Session();
  const { loss } = JSON.parse(session.evaluate(document)) as { loss: number };
  let scale = 1;
  graph.nodes.forEach((_, i) => {
    scale = Math.max(scale, size(session.value(i) ?? []), size(session.gradient(i) ?? []));
  });
  executor.feedOwn();
  executor.run(BATCH, 2);
  let worst = Math.abs((session.value(loss)?.[0] ?? Number.NaN) - (executor.losses()[0] ?? Number.NaN));
  graph.nodes.forEach((node, i) => {
    const ours = executor.gradient(node.name ?? node.id);
    session.gradient(i)?.forEach((expected, at) => {
      if (node.op === "parameter") worst = Math.max(worst, Math.abs(expected - (ours[at] ?? Number.NaN)));
    });
  });
  return worst / scale;
}

/** Every input and constant becomes a parameter or, one of them, stays data. */
function trained(graph: Graph): Graph {
  let first = true;
  const nodes = graph.nodes.map((node) => {
    if (node.op !== "input") return node;
    if (first) {
      first = false;
      return node;
    }
    return { ...node, op: "parameter" };
  });
  return { ...graph, nodes };
}

const golden = JSON.parse(
  readFileSync(new URL("../../../engine/src/test/resources/golden.json", import.meta.url), "utf8"),
) as Entry[];

test.each(["simd", "portable"])("every op agrees with the reference on the device %s", (device) => {
  let compared = 0;
  golden.forEach(({ document }, i) => {
    const off = error(trained(document), device) ?? error(document, device);
    if (off === null || Number.isNaN(off)) return;
    compared++;
    expect(off, `golden graph ${i}`).toBeLessThan(TOLERANCE);
  });
  expect(compared).toBeGreaterThan(golden.length / 3);
});

const random = JSON.parse(
  readFileSync(new URL("../../../engine/src/test/resources/golden-random.json", import.meta.url), "utf8"),
) as Graph[];

test.each(["simd", "portable"])("random graphs over all ops agree with the reference on %s", (device) => {
  random.forEach((graph, i) => {
    const off = error(graph, device);
    expect(off, `random graph ${i}`).not.toBeNull();
    expect(off, `random graph ${i}`).toBeLessThan(TOLERANCE);
  });
});

const layer = (out: number, inside: number) => `W = param(shape=[${out}, ${inside}], init="xavier")\n`;
const vector = (n: number) =>
  `[${Array.from({ length: n }, (_, i) => Math.sin(i + 1).toFixed(3)).join(", ")}]`;

test.each([
  ["a small layer", `x = input(${vector(2)})\n${layer(4, 2)}loss = sum(tanh(W @ x)^2)\n`],
  ["a layer of odd size", `x = input(${vector(37)})\n${layer(19, 37)}loss = sum(sigmoid(W @ x))\n`],
  [
    "a wide layer",
    `x = input(${vector(300)})\n${layer(140, 300)}b = param(shape=[140])\nloss = mean(relu(W @ x + b)^2)\n`,
  ],
  [
    "two layers and classes",
    `x = input(${vector(20)})\ny = label(3, classes=10)\n${layer(16, 20)}V = param(shape=[10, 16], init="he")\nloss = softmax_cross_entropy(V @ relu(W @ x), y)\n`,
  ],
  [
    "numbers one by one",
    "x = input(2)\na = param(0.5)\nb = param(-1)\nh = tanh(a * x + b)\nloss = (h * a - x / b)^2 + exp(a) * h\n",
  ],
  [
    "a row of examples on the left",
    `x = input(${vector(9)})\nW = param(shape=[9, 5], init="xavier")\nloss = sum((x @ W)^2)\n`,
  ],
  [
    "one number for a whole vector",
    `x = input(${vector(11)})\na = param(0.3)\nloss = mean(tanh(a * x) * x)\n`,
  ],
])("%s agrees on every device", (_, text) => {
  const parsed = JSON.parse(engine.parse(text)) as { document: Graph | null };
  expect(parsed.document).not.toBeNull();
  for (const device of ["simd", "portable"]) {
    expect(error(parsed.document as Graph, device), device).toBeLessThan(TOLERANCE);
  }
});

/** Adam's step has a loop of its own in WebAssembly. */
test("training takes the same steps on every device", () => {
  const text = `x = input(shape=[5])\ny = label(classes=3)\nW = param(shape=[3, 5], init="xavier")\nb = param(shape=[3])\nloss = softmax_cross_entropy(W @ x + b, y)\n`;
  const { document } = JSON.parse(engine.parse(text)) as { document: Graph };
  const inputs = Float32Array.from({ length: 5 * 50 }, (_, i) => Math.sin(i * i));
  const labels = Float32Array.from({ length: 50 }, (_, i) => i % 3);
  const [wasm, plain] = ["simd", "portable"].map((device) => {
    const executor = new Executor(JSON.stringify(document), BATCH, device);
    executor.train(inputs, labels, "adam", 0.01);
    executor.steps(200);
    return executor.parameter("W");
  });
  plain?.forEach((expected, i) => {
    expect(wasm?.[i]).toBeCloseTo(expected, 3);
  });
});
