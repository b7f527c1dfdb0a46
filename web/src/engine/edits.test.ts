import { expect, it } from "vitest";
import { addNode, connect, excerpt, paste, remove, rename, setSetting } from "../document/commands.ts";
import { type Graph, wireKey } from "../document/types.ts";
import { catalogue, examples } from "./catalogue.ts";
import { EvaluationSession } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";

/** Numbers from 0 to 1, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One of the things that a hand does to a graph, at random; many of them are mistakes. */
function edited(graph: Graph, random: () => number): Graph {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const node = pick(graph.nodes);
  const wire = pick(graph.wires);
  const op = pick(catalogue.ops);
  switch (Math.floor(random() * 7)) {
    case 0:
      return node ? setSetting(graph, node.id, "value", random() < 0.9 ? random() * 4 - 2 : "two") : graph;
    case 1:
      return op ? addNode(graph, { op: op.id, role: op.role, position: { x: 0, y: 0 } }).graph : graph;
    case 2:
      return node && wire ? connect(graph, { ...wire, from: node.id }) : graph;
    case 3:
      return wire ? remove(graph, new Set(), new Set([wireKey(wire)])) : graph;
    case 4:
      return node && random() < 0.3 ? remove(graph, new Set([node.id]), new Set()) : graph;
    case 5:
      return node ? rename(graph, node.id, pick(["x", "loss", "w1", "a b", ""]) ?? "") : graph;
    default: {
      const some = new Set(graph.nodes.filter(() => random() < 0.2).map(({ id }) => id));
      return graph.nodes.length < 60 ? paste(graph, excerpt(graph, some), { x: 9, y: 9 }).graph : graph;
    }
  }
}

function told({ problems, loss, order, nodes, wires }: Snapshot) {
  return { problems, loss, order, nodes: [...nodes], wires: [...wires] };
}

it.each(
  examples()
    .filter(({ document }) => document.nodes.every(({ settings }) => settings?.shape === undefined))
    .flatMap(({ id, document }) => [1, 2].map((seed) => [id, seed, document] as const)),
)(
  "edits of %s, seed %i: what was kept of the last evaluation is what a new one gives",
  (_, seed, document) => {
    const random = numbers(seed);
    const session = new EvaluationSession();
    let graph = document;
    for (let i = 0; i < 40; i++) {
      graph = edited(graph, random);
      const values = new Map(random() < 0.2 ? [["x", Float64Array.of(random())]] : []);
      const now = session.evaluate(graph, values);
      const anew = new EvaluationSession().evaluate(graph, values);
      expect(told(now), `edit ${i}`).toEqual(told(anew));
    }
  },
);

it("after a document that cannot be read, the next one is read anew", () => {
  const session = new EvaluationSession();
  const [example] = examples();
  if (!example) throw new Error("There is no example.");
  const { document } = example;
  session.evaluate(document);
  const broken = rename(document, document.nodes[0]?.id ?? "", "a".repeat(5000));
  expect(session.evaluate(broken).problems).toEqual(new EvaluationSession().evaluate(broken).problems);
  expect(session.snapshot.problems.map(({ code }) => code)).toEqual(["document"]);
  expect(told(session.evaluate(document))).toEqual(told(new EvaluationSession().evaluate(document)));
});
