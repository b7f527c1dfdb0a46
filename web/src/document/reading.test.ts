import { afterEach, beforeEach, expect, it } from "vitest";
import { useVisit, visitOf } from "../ui/visit.ts";
import { addNode, connect, move, remove, rename, setSetting, setTitle } from "./commands.ts";
import { createDocumentStore } from "./store.ts";
import type { Graph } from "./types.ts";

const graph: Graph = {
  version: 1,
  title: "A product",
  nodes: [
    { id: "a", op: "input", name: "x", settings: { value: 2 }, position: { x: 0, y: 0 } },
    { id: "b", op: "parameter", name: "w", settings: { value: 3 }, position: { x: 0, y: 100 } },
    { id: "c", op: "multiply", position: { x: 200, y: 50 } },
  ],
  wires: [{ from: "a", to: "c", port: "a" }],
};

const store = createDocumentStore();
const state = () => store.getState();
const owner = useVisit.getState();

beforeEach(() => {
  useVisit.setState(visitOf(new URL("http://here/?mode=view")));
  state().open("k", graph);
});

afterEach(() => {
  useVisit.setState(owner);
});

it.each([
  ["adds nothing", (it) => addNode(it, { op: "relu", role: "operation", position: { x: 0, y: 0 } }).graph],
  ["takes nothing away", (it) => remove(it, new Set(["b"]), new Set())],
  ["draws no wire", (it) => connect(it, { from: "b", to: "c", port: "b" })],
  ["moves no wire", (it) => connect(it, { from: "b", to: "c", port: "a" })],
  ["names nothing", (it) => rename(it, "b", "weight")],
  ["moves nothing", (it) => move(it, new Map([["a", { x: 9, y: 9 }]]))],
  ["gives no title", (it) => setTitle(it, "Mine")],
] satisfies [string, (graph: Graph) => Graph][])("a reader %s", (_, change) => {
  state().apply(change);
  expect(state().graph).toBe(graph);
  expect(state().past).toEqual([]);
});

it("a reader tries numbers and takes them back", () => {
  state().apply((it) => setSetting(it, "b", "value", 5));
  expect(state().graph.nodes[1]?.settings?.value).toBe(5);
  state().undo();
  expect(state().graph).toBe(graph);
});
