import { beforeEach, describe, expect, it } from "vitest";
import {
  addNode,
  connect,
  makeLoss,
  move,
  paste,
  reconnect,
  remove,
  rename,
  setSetting,
  setTitle,
} from "./commands.ts";
import { createDocumentStore } from "./store.ts";
import { emptyGraph, type Graph } from "./types.ts";

const store = createDocumentStore();
const state = () => store.getState();
const at = { x: 0, y: 0 };

function add(op: string, role: "input" | "parameter" | "operation" | "loss" = "operation"): string {
  let id = "";
  state().apply((graph) => {
    const added = addNode(graph, { op, role, position: at });
    id = added.id;
    return added.graph;
  });
  return id;
}

beforeEach(() => state().open("test", emptyGraph()));

describe("undo and redo", () => {
  it("go all the way back and all the way forth to identical documents", () => {
    const versions: Graph[] = [state().graph];
    const steps = [
      () => add("input", "input"),
      () => add("parameter", "parameter"),
      () => add("multiply"),
      () => state().apply((graph) => connect(graph, { from: "n1", to: "n3", port: "a" })),
      () => state().apply((graph) => connect(graph, { from: "n2", to: "n3", port: "b" })),
      () => state().apply((graph) => setSetting(graph, "n2", "value", 0.5)),
      () => state().apply((graph) => rename(graph, "n3", "h")),
      () => state().apply((graph) => move(graph, new Map([["n1", { x: 10, y: 20 }]]))),
      () => state().apply((graph) => setTitle(graph, "Mine")),
      () => state().apply((graph) => remove(graph, new Set(["n1"]), new Set())),
    ];
    for (const step of steps) {
      step();
      versions.push(state().graph);
    }
    for (const version of versions.toReversed()) {
      expect(state().graph).toBe(version);
      state().undo();
    }
    for (const version of versions) {
      expect(state().graph).toBe(version);
      state().redo();
    }
  });

  it("take a gesture as one step", () => {
    const id = add("parameter", "parameter");
    for (const value of [0.1, 0.2, 0.3])
      state().apply((graph) => setSetting(graph, id, "value", value), "scrub");
    state().endGesture();
    for (const value of [0.4, 0.5]) state().apply((graph) => setSetting(graph, id, "value", value), "scrub");
    const value = () => state().graph.nodes[0]?.settings?.value;
    expect(value()).toBe(0.5);
    state().undo();
    expect(value()).toBe(0.3);
    state().undo();
    expect(value()).toBeUndefined();
    state().redo();
    expect(value()).toBe(0.3);
  });

  it("do not join two different gestures", () => {
    const id = add("input", "input");
    state().apply((graph) => move(graph, new Map([[id, { x: 1, y: 1 }]])), "move");
    state().apply((graph) => setSetting(graph, id, "value", 3), "scrub");
    expect(state().past).toHaveLength(3);
  });

  it("know nothing of changes that change nothing, nor of places that are only settled", () => {
    const id = add("input", "input");
    const before = state().past.length;
    state().apply((graph) => move(graph, new Map([[id, at]])));
    state().apply((graph) => rename(graph, id, "x"));
    state().apply((graph) => remove(graph, new Set(["nobody"]), new Set()));
    state().settle((graph) => move(graph, new Map([[id, { x: 5, y: 5 }]])));
    expect(state().past).toHaveLength(before);
    expect(state().graph.nodes[0]?.position).toEqual({ x: 5, y: 5 });
  });

  it("forget what was undone once something else is done", () => {
    add("input", "input");
    state().undo();
    add("relu");
    state().redo();
    expect(state().graph.nodes.map((node) => node.op)).toEqual(["relu"]);
  });
});

describe("a wire", () => {
  it("gives way to another in the same port", () => {
    for (let i = 0; i < 3; i++) add("relu");
    state().apply((graph) => connect(graph, { from: "n1", to: "n3", port: "x" }));
    state().apply((graph) => connect(graph, { from: "n2", to: "n3", port: "x" }));
    expect(state().graph.wires).toEqual([{ from: "n2", to: "n3", port: "x" }]);
  });

  it("moves to another port in one step", () => {
    for (let i = 0; i < 2; i++) add("add");
    state().apply((graph) => connect(graph, { from: "n1", to: "n2", port: "a" }));
    const steps = state().past.length;
    state().apply((graph) => reconnect(graph, "n2:a", { from: "n1", to: "n2", port: "b" }));
    expect(state().graph.wires).toEqual([{ from: "n1", to: "n2", port: "b" }]);
    expect(state().past).toHaveLength(steps + 1);
  });

  it("goes with its node", () => {
    for (let i = 0; i < 2; i++) add("relu");
    state().apply((graph) => connect(graph, { from: "n1", to: "n2", port: "x" }));
    state().apply((graph) => remove(graph, new Set(["n1"]), new Set()));
    expect(state().graph.wires).toEqual([]);
  });
});

describe("a copy", () => {
  it("has ids, names and wires of its own", () => {
    add("parameter", "parameter");
    add("relu");
    state().apply((graph) => connect(graph, { from: "n1", to: "n2", port: "x" }));
    const fragment = state().graph;
    const pasted = paste(state().graph, fragment, { x: 32, y: 32 });
    expect(pasted.ids).toEqual(["n3", "n4"]);
    expect(pasted.graph.nodes.map((node) => node.name)).toEqual(["w1", undefined, "w2", undefined]);
    expect(pasted.graph.wires.at(-1)).toEqual({ from: "n3", to: "n4", port: "x" });
    expect(pasted.graph.nodes[2]?.position).toEqual({ x: 32, y: 32 });
  });
});

describe("the loss", () => {
  it("is one node: the name moves", () => {
    const first = add("squared_error", "loss");
    const second = add("add");
    expect(state().graph.nodes[0]?.name).toBe("loss");
    state().apply((graph) => makeLoss(graph, second));
    const names = new Map(state().graph.nodes.map((node) => [node.id, node.name]));
    expect(names.get(first)).toBeUndefined();
    expect(names.get(second)).toBe("loss");
  });
});
