import { expect, it } from "vitest";
import type { Graph } from "../document/types.ts";
import { ancestors, between, orderOf } from "./between.ts";

const graph: Graph = {
  version: 1,
  title: "",
  nodes: ["x", "u", "v", "f", "other"].map((id) => ({ id, op: "add" })),
  wires: [
    { from: "x", to: "u", port: "a" },
    { from: "x", to: "v", port: "a" },
    { from: "u", to: "f", port: "a" },
    { from: "v", to: "f", port: "b" },
    { from: "other", to: "v", port: "b" },
  ],
};

it("finds everything that a node is computed from", () => {
  expect(ancestors(graph, "v")).toEqual(new Set(["v", "x", "other"]));
});

it("lights all ways between two nodes and nothing beside them", () => {
  expect(between(graph, "x", "f")).toEqual({
    nodes: new Set(["f", "u", "v", "x"]),
    wires: new Set(["u:a", "v:a", "f:a", "f:b"]),
  });
});

it("lights two nodes that have nothing to do with one another alone", () => {
  expect(between(graph, "other", "u")).toEqual({ nodes: new Set(["other", "u"]), wires: new Set() });
});

it("differentiates the later of two nodes by the earlier, in whichever order they were selected", () => {
  const order = ["x", "other", "u", "v", "f"];
  expect(orderOf(graph, order, ["x", "f"])).toEqual({ of: "f", by: "x" });
  expect(orderOf(graph, order, ["f", "x"])).toEqual({ of: "f", by: "x" });
  expect(orderOf(graph, order, ["u", "v"])).toEqual({ of: "v", by: "u" });
});
