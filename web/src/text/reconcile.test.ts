import { expect, it } from "vitest";
import type { Graph } from "../document/types.ts";
import { examples } from "../engine/catalogue.ts";
import { parseText, printText } from "../engine/text.ts";
import { reconcile } from "./reconcile.ts";

function read(text: string): Graph {
  const { document, problems } = parseText(text);
  expect(problems).toEqual([]);
  if (!document) throw new Error("The text was read without problems and without a document.");
  return document;
}

/** A graph with places and with ids as the canvas gives them. */
function drawn(text: string): Graph {
  const graph = read(text);
  const ids = new Map(graph.nodes.map((node, i) => [node.id, `n${i + 1}`]));
  const id = (old: string) => ids.get(old) ?? old;
  return {
    ...graph,
    title: "Drawn",
    nodes: graph.nodes.map((node, i) => ({ ...node, id: id(node.id), position: { x: 200 * i, y: 10 * i } })),
    wires: graph.wires.map((wire) => ({ ...wire, from: id(wire.from), to: id(wire.to) })),
  };
}

const NETWORK = "x = input(2)\nw = param(3)\nh = relu(w * x)\nloss = (h - 1)^2";

it("a text that says what is drawn leaves the very same graph", () => {
  const graph = drawn(NETWORK);
  expect(reconcile(graph, read(printText(graph)))).toBe(graph);
});

it("every example survives its own text, node for node and place for place", () => {
  for (const { document } of examples()) {
    const again = reconcile(document, read(printText(document)));
    const places = (graph: Graph) => new Map(graph.nodes.map((node) => [node.id, node.position]));
    expect(places(again)).toEqual(places(document));
  }
});

it("a changed number changes that number and moves nothing", () => {
  const graph = drawn(NETWORK);
  const next = reconcile(graph, read(NETWORK.replace("param(3)", "param(4)")));
  const w = graph.nodes.find((node) => node.name === "w");
  const changed = next.nodes.find((node) => node.id === w?.id);
  expect(changed?.settings).toEqual({ value: 4 });
  expect(next.nodes.map((node) => node.position)).toEqual(graph.nodes.map((node) => node.position));
  expect(next.title).toBe("Drawn");
});

it("a node that was renamed stays where it was", () => {
  const graph = drawn(NETWORK);
  const next = reconcile(graph, read(NETWORK.replaceAll("w", "weight")));
  const before = graph.nodes.find((node) => node.name === "w");
  const after = next.nodes.find((node) => node.name === "weight");
  expect(after?.id).toBe(before?.id);
  expect(after?.position).toEqual(before?.position);
});

it("a new node stands beside what it takes in, on nobody's place", () => {
  const graph = drawn(NETWORK);
  const next = reconcile(graph, read(`${NETWORK}\nq = tanh(x)`));
  const x = next.nodes.find((node) => node.name === "x");
  const q = next.nodes.find((node) => node.name === "q");
  expect(q?.position?.x).toBeGreaterThan(x?.position?.x ?? 0);
  const places = next.nodes.map(({ position }) => `${position?.x} ${position?.y}`);
  expect(new Set(places).size).toBe(places.length);
});

it("a text of mostly new nodes is left to the layout as a whole", () => {
  const next = reconcile(drawn("x = input(2)"), read(NETWORK));
  expect(next.nodes.every((node) => node.position === undefined)).toBe(true);
});

it("two nodes never get one id", () => {
  const graph = drawn(NETWORK);
  const next = reconcile(graph, read(`${NETWORK}\nn1 = param(1)\nn2 = n1 * n1`));
  expect(new Set(next.nodes.map((node) => node.id)).size).toBe(next.nodes.length);
});

it("layers, groups and a person's own operations stay what they were called", () => {
  const text = [
    "def swish(a) = a * sigmoid(a)",
    "x = input([1, -2])",
    "h = dense(x, units=3)",
    "q = swish(h)",
    "group head:",
    "  s = sum(q)",
    "  loss = s^2",
    "",
  ].join("\n");
  const graph = reconcile(drawn(NETWORK), read(text));
  expect(printText(graph)).toBe(text);
  expect(reconcile(graph, read(printText(graph)))).toBe(graph);
  const wider = reconcile(graph, read(text.replace("units=3", "units=4")));
  expect(printText(wider)).toBe(text.replace("units=3", "units=4"));
});
