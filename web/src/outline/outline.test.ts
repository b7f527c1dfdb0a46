import { expect, it } from "vitest";
import type { Graph } from "../document/types.ts";
import { EvaluationSession } from "../engine/session.ts";
import { parseText } from "../engine/text.ts";
import { keepRows, nodeKey, type Opened, portKey, type Row, rowsOf } from "./rows.ts";
import { stepFor } from "./walk.ts";

function read(text: string): Graph {
  const { document } = parseText(text);
  if (!document) throw new Error("The text could not be read.");
  return document;
}

function outline(text: string, opened: Opened = new Map()): Row[] {
  const graph = read(text);
  return rowsOf(graph, new EvaluationSession().evaluate(graph).order, opened);
}

const title = (row: Row) =>
  row.kind === "node" ? (row.node.name ?? row.node.op) : row.kind === "port" ? row.port.name : row.group.name;

const NETWORK = "x = input(2)\nw = param(3)\nloss = relu(w * x)";
const GROUPED = "x = input(2)\ngroup body:\n  w = param(3)\n  h = w * x\nloss = relu(h)";

const key = (name: string) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false });

it("lists the nodes in the order of the forward pass", () => {
  expect(outline(NETWORK).map(title)).toEqual(["x", "w", "multiply", "loss"]);
});

it("lists a node that cannot be computed all the same", () => {
  const graph = read(NETWORK);
  const broken = { ...graph, nodes: [...graph.nodes, { id: "odd", op: "no_such_op" }] };
  expect(rowsOf(broken, new EvaluationSession().evaluate(broken).order, new Map()).map(title)).toContain(
    "no_such_op",
  );
});

it("a group is a branch where its first node stands, and closes over its nodes", () => {
  const rows = outline(GROUPED);
  const group = rows.find((row) => row.kind === "group");
  expect(group).toMatchObject({ level: 1, size: 2, open: true });
  expect(rows.filter((row) => row.parent === group?.key).map(title)).toEqual(["w", "h"]);
  const closed = outline(GROUPED, new Map([[group?.key ?? "", false]]));
  expect(closed.map(title)).toEqual(["x", "body", "loss"]);
});

it("an opened node shows its ports with what is wired to them", () => {
  const rows = outline(NETWORK, new Map([[nodeKey("loss"), true]]));
  expect(rows.at(-1)).toMatchObject({ kind: "port", key: portKey("loss", "x"), level: 2, position: 1 });
  expect(rows.at(-1)?.kind === "port" && rows.at(-1)).toHaveProperty("wire.to", "loss");
});

it("rows count their siblings", () => {
  const rows = outline(GROUPED);
  expect(rows.map((row) => `${title(row)} ${row.level}: ${row.position}/${row.count}`)).toEqual([
    "x 1: 1/3",
    "body 1: 2/3",
    "w 2: 1/2",
    "h 2: 2/2",
    "loss 1: 3/3",
  ]);
});

it("what an edit does not touch keeps its row", () => {
  const before = outline(NETWORK);
  const graph = read(NETWORK);
  const sameNodes = before.flatMap((row) => (row.kind === "node" ? [row.node] : []));
  const again = rowsOf(
    { ...graph, nodes: sameNodes },
    new EvaluationSession().evaluate(graph).order,
    new Map(),
  );
  keepRows(before, again).forEach((row, i) => {
    expect(row).toBe(before[i]);
  });
});

it("arrows walk, open and close as in every tree", () => {
  const rows = outline(GROUPED, new Map([[nodeKey("loss"), true]]));
  const row = (name: string) => rows.find((other) => title(other) === name) as Row;
  const step = (name: string, pressed: string) => stepFor(key(pressed), rows, row(name), false);
  expect(step("x", "ArrowDown")).toEqual({ go: row("body").key });
  expect(step("x", "ArrowUp")).toBeNull();
  expect(step("w", "End")).toEqual({ go: rows.at(-1)?.key });
  expect(step("body", "ArrowLeft")).toEqual({ open: row("body").key, to: false });
  expect(step("body", "ArrowRight")).toEqual({ go: row("w").key });
  expect(step("w", "ArrowLeft")).toEqual({ go: row("body").key });
  expect(step("x", "ArrowRight")).toBeNull();
});

it("Enter does what the row is for", () => {
  const rows = outline(NETWORK, new Map([[nodeKey("loss"), true]]));
  const [x] = rows;
  const port = rows.at(-1);
  const loss = rows.at(-2);
  if (!x || !port || !loss) throw new Error("The rows are missing.");
  expect(stepFor(key("Enter"), rows, x, true)).toEqual({ edit: "value" });
  expect(stepFor(key("Enter"), rows, loss, false)).toEqual({ open: loss.key, to: false });
  expect(stepFor(key("Enter"), rows, port, false)).toEqual({ choose: true });
  expect(stepFor({ ...key("Enter"), ctrlKey: true }, rows, loss, false)).toBeNull();
});
