import { describe, expect, it } from "vitest";
import { parseText } from "../engine/text.ts";
import { difference } from "./difference.ts";
import { merge } from "./merge.ts";
import { linesOf, nodesAt, placesOf } from "./places.ts";
import { callAround, callOf, signature } from "./vocabulary.ts";

const TEXT = "# a network\nx = input(2)\nw = param(3)\nh = relu(\n  w * x\n)\nloss = h^2\n";

function graph() {
  const { document } = parseText(TEXT);
  if (!document) throw new Error("The text could not be read.");
  return document;
}

describe("lines and nodes", () => {
  const places = placesOf(TEXT, graph());

  it("a node is marked on every line of its statement", () => {
    expect(linesOf(places, new Set(["h"]))).toEqual([4, 5, 6]);
    expect(linesOf(places, new Set(["x", "loss"]))).toEqual([2, 7]);
  });

  it("a cursor on a name means that name, elsewhere what the line computes", () => {
    expect(nodesAt(places, { from: 5, to: 5, name: "w" }, graph())).toEqual(["w"]);
    expect(nodesAt(places, { from: 7, to: 7, name: null }, graph())).toEqual(["loss"]);
    expect(nodesAt(places, { from: 1, to: 1, name: null }, graph())).toEqual([]);
  });

  it("selected lines mean everything they make", () => {
    const nodes = nodesAt(places, { from: 3, to: 5, name: "w" }, graph());
    expect(nodes).toContain("w");
    expect(nodes).toContain("h");
    expect(nodes).toHaveLength(3);
  });
});

describe("where a call is being written", () => {
  it.each([
    ["h = relu(", { call: "relu", setting: null }],
    ["h = sum(x, axis=", { call: "sum", setting: "axis" }],
    ["h = dense(relu(x), activation=", { call: "dense", setting: "activation" }],
    ["h = param(shape=[2, 3], init=", { call: "param", setting: "init" }],
    ["h = (a + ", null],
    ["h = relu(x) + ", null],
    ["h = relu((a + ", { call: "relu", setting: null }],
  ])("%j", (text, around) => {
    expect(callAround(text)).toEqual(around);
  });

  it("a signature tells inputs, then settings", () => {
    const dense = callOf("dense");
    expect(dense && signature(dense)).toMatch(/^dense\(x, units, activation/);
    const param = callOf("param");
    expect(param && signature(param)).toMatch(/^param\(value, /);
  });
});

it.each([
  ["abc", "abXc"],
  ["aaa", "aa"],
  ["", "new"],
  ["same", "same"],
  ["x = 1\ny = 2", "x = 1\nz = 3\ny = 2"],
])("%j becomes %j by one replacement", (before, after) => {
  const { from, to, insert } = difference(before, after);
  expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
});

describe("writing while the graph changes", () => {
  const base = "x = input(2)\nw = param(3)\nloss = w * x\n";

  it("brings both together where they are on different lines", () => {
    const written = "x = input(2)\nw = param(3)\nloss = w * \n";
    const changed = base.replace("(3)", "(4)");
    expect(merge(base, written, changed)).toBe("x = input(2)\nw = param(4)\nloss = w * \n");
    expect(merge(base, changed, written)).toBe("x = input(2)\nw = param(4)\nloss = w * \n");
    expect(merge(base, `${base}q = `, changed)).toBe(`${changed}q = `);
  });

  it("does not guess where they meet", () => {
    expect(merge(base, base.replace("(3)", "("), base.replace("(3)", "(4)"))).toBeNull();
  });
});
