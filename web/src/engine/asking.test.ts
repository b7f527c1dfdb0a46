import { afterEach, beforeEach, expect, it } from "vitest";
import { connect, remove } from "../document/commands.ts";
import { apply, currentGraph, documentStore } from "../document/store.ts";
import { wireKey } from "../document/types.ts";
import { cover, endQuiz, giveaways, revealAll, settle, useAsking } from "./asking.ts";
import { examples } from "./catalogue.ts";
import { describeNode } from "./edit.ts";
import { useLive } from "./live.ts";
import { coverOf, useVeil } from "./veil.ts";

beforeEach(() => {
  const [first] = examples();
  if (first) documentStore.getState().open(`quiz ${Math.random()}`, first.document);
});

afterEach(endQuiz);

const stands = (figure: "value" | "gradient" | "contribution" | "local", id: string) =>
  coverOf(useVeil.getState(), figure, id);

it("a covered gradient hides what flows back on the wires of its node, which adds up to it", () => {
  cover([{ figure: "gradient", id: "w2" }]);
  expect(stands("gradient", "w2")).toBe("asked");
  const [wire] = currentGraph().wires.filter((one) => one.from === "w2");
  expect(stands("contribution", wire ? wireKey(wire) : "")).toBe("blank");
  expect(stands("gradient", "w1")).toBe("shown");
});

it("the contribution of a node's only wire is its gradient, that of one wire of several is not", () => {
  const graph = currentGraph();
  const key = (from: string) =>
    wireKey(graph.wires.find((wire) => wire.from === from) ?? { to: "", port: "" });
  expect(giveaways(graph, [{ figure: "contribution", id: key("w2") }])).toEqual(["gradient w2"]);
  expect(giveaways(graph, [{ figure: "contribution", id: key("x") }])).toEqual([]);
});

it("what was said or shown is seen again, and counted", () => {
  const w1 = { figure: "gradient", id: "w1" } as const;
  const w2 = { figure: "gradient", id: "w2" } as const;
  cover([w1, w2]);
  settle(w1, "right");
  expect(stands("gradient", "w1")).toBe("shown");
  revealAll();
  expect(stands("gradient", "w2")).toBe("shown");
  expect([...useAsking.getState().settled.values()]).toEqual(["right", "shown"]);
  cover([w1]);
  expect(stands("gradient", "w1")).toBe("asked");
});

it("nobody who listens is told what is covered", () => {
  cover([
    { figure: "gradient", id: "w2" },
    { figure: "value", id: "h2" },
  ]);
  const { graph, nodes } = useLive.getState();
  const told = graph.nodes.map((node) => describeNode(graph, node, nodes.get(node.id)));
  expect(told.find((text) => text.startsWith("w2"))).not.toContain("-0.24");
  expect(told.find((text) => text.startsWith("h2"))).not.toMatch(/value \d/);
});

it("what is gone is not asked for any more, and a new wire does not give away", () => {
  cover([
    { figure: "gradient", id: "w1" },
    { figure: "gradient", id: "w2" },
  ]);
  apply((graph) => remove(graph, new Set(["w1"]), new Set()));
  expect([...useAsking.getState().covered.keys()]).toEqual(["gradient w2"]);
  apply((graph) => connect(graph, { from: "w2", to: "h1", port: "x" }));
  expect(stands("contribution", "h1:x")).toBe("blank");
});

it("another document asks for nothing", () => {
  cover([{ figure: "gradient", id: "w2" }]);
  documentStore.getState().open("another", currentGraph());
  expect(useAsking.getState().covered.size).toBe(0);
});
