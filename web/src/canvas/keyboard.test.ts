import { describe, expect, it } from "vitest";
import type { Graph } from "../document/types.ts";
import { nearest, neighbour } from "./keyboard.ts";

/** Two sources feed a sum that feeds a loss; one node stands apart, below. */
const graph: Graph = {
  version: 1,
  title: "",
  nodes: [
    { id: "a", op: "input", position: { x: 0, y: 0 } },
    { id: "b", op: "input", position: { x: 0, y: 120 } },
    { id: "sum", op: "add", position: { x: 200, y: 60 } },
    { id: "loss", op: "square", position: { x: 400, y: 60 } },
    { id: "apart", op: "input", position: { x: 400, y: 400 } },
  ],
  wires: [
    { from: "a", to: "sum", port: "a" },
    { from: "b", to: "sum", port: "b" },
    { from: "sum", to: "loss", port: "x" },
  ],
};

describe("the arrow keys on the canvas", () => {
  it("walk along the wires", () => {
    expect(neighbour(graph, "a", "right")).toBe("sum");
    expect(neighbour(graph, "sum", "right")).toBe("loss");
    expect(neighbour(graph, "loss", "left")).toBe("sum");
    expect(["a", "b"]).toContain(neighbour(graph, "sum", "left"));
  });

  it("go to the nearest card where there is no wire", () => {
    expect(neighbour(graph, "a", "down")).toBe("b");
    expect(neighbour(graph, "b", "up")).toBe("a");
    expect(neighbour(graph, "loss", "down")).toBe("apart");
  });

  it("stay where nothing lies that way", () => {
    expect(neighbour(graph, "a", "up")).toBeNull();
    expect(neighbour(graph, "a", "left")).toBeNull();
    expect(neighbour(graph, "loss", "right")).toBeNull();
  });
});

it("a node that is gone leaves the keyboard to the nearest that is left", () => {
  expect(nearest(graph, "a", new Set(["b", "loss"]))).toBe("b");
  expect(nearest(graph, "a", new Set())).toBeNull();
});
