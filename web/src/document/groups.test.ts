import { describe, expect, it } from "vitest";
import { excerpt, paste, remove } from "./commands.ts";
import { groupingOf, groupOf, groupsWithin } from "./grouping.ts";
import { group, moveBy, renameGroup, setOpen, ungroup } from "./groups.ts";
import type { Graph } from "./types.ts";

const node = (id: string, x = 0) => ({ id, op: "add", name: id, position: { x, y: 0 } });

/** a, b, c, d; b and c in inner, which stands in outer together with a. */
const nested: Graph = {
  version: 1,
  title: "",
  nodes: ["a", "b", "c", "d"].map((id, i) => node(id, 100 * i)),
  wires: [{ from: "a", to: "b", port: "a" }],
  groups: [
    { id: "outer", name: "outer", kind: "group", members: ["a"], open: true },
    {
      id: "inner",
      name: "",
      kind: "dense",
      members: ["b", "c"],
      parent: "outer",
      open: false,
      arguments: { x: "a" },
    },
  ],
};

const flat: Graph = { version: 1, title: "", nodes: nested.nodes, wires: nested.wires };

describe("a group", () => {
  it("is made of what is selected", () => {
    const made = group(flat, new Set(["a", "b"]));
    expect(made?.graph.groups).toEqual([
      { id: "g1", name: "", kind: "group", members: ["a", "b"], open: true },
    ]);
  });

  it("takes whole groups along and stands where they stood", () => {
    const made = group(nested, new Set(["b", "c", "d"]));
    const grouping = groupingOf(made?.graph ?? flat);
    expect(grouping.within(made?.id ?? "")).toEqual(["b", "c", "d"]);
    expect(grouping.path("b").map(({ id }) => id)).toEqual(["g1", "inner"]);
    expect(grouping.path("a").map(({ id }) => id)).toEqual(["outer"]);
  });

  it("is made within the group that holds all of it", () => {
    const made = group(nested, new Set(["b"]));
    const grouping = groupingOf(made?.graph ?? flat);
    expect(grouping.path("b").map(({ id }) => id)).toEqual(["outer", "inner", "g1"]);
    expect(grouping.path("c").map(({ id }) => id)).toEqual(["outer", "inner"]);
  });

  it("leaves its nodes and groups where they are when it goes", () => {
    const grouping = groupingOf(ungroup(nested, "inner"));
    expect(grouping.path("c").map(({ id }) => id)).toEqual(["outer"]);
    expect(
      groupingOf(ungroup(nested, "outer"))
        .path("b")
        .map(({ id }) => id),
    ).toEqual(["inner"]);
  });

  it("undoes grouping by ungrouping", () => {
    const made = group(flat, new Set(["a", "b"]));
    expect(made && ungroup(made.graph, made.id)).toEqual(flat);
  });

  it("goes with the last of its nodes", () => {
    expect(remove(nested, new Set(["b", "c"]), new Set()).groups?.map(({ id }) => id)).toEqual(["outer"]);
    expect(remove(nested, new Set(["a", "b", "c"]), new Set()).groups).toBeUndefined();
  });

  it("is copied with its nodes, under an id of its own", () => {
    const fragment = excerpt(nested, new Set(["b", "c"]));
    expect(fragment.groups).toHaveLength(1);
    const { graph, ids } = paste(nested, fragment, { x: 10, y: 10 });
    const copy = graph.groups?.at(-1);
    expect(copy).toMatchObject({ id: "inner2", kind: "dense", members: ids, arguments: { x: "a" } });
    expect(copy?.parent).toBeUndefined();
  });

  it("is not copied in part", () => {
    expect(excerpt(nested, new Set(["a", "b"])).groups).toBeUndefined();
  });

  it("opens, closes and takes a name; what changes nothing is no step", () => {
    expect(setOpen(nested, "inner", true).groups?.[1]?.open).toBe(true);
    expect(setOpen(nested, "inner", false)).toBe(nested);
    expect(renameGroup(nested, "inner", "h").groups?.[1]?.name).toBe("h");
    expect(renameGroup(nested, "outer", "outer")).toBe(nested);
  });

  it("is known by its nodes", () => {
    expect(groupOf(nested, new Set(["b", "c"]))?.id).toBe("inner");
    expect(groupOf(nested, new Set(["a", "b", "c"]))?.id).toBe("outer");
    expect(groupOf(nested, new Set(["b", "c", "d"]))).toBeNull();
    expect(groupsWithin(nested, new Set(["b", "c", "d"])).map(({ id }) => id)).toEqual(["inner"]);
  });

  it("moves with its nodes", () => {
    expect(moveBy(nested, new Set(["b", "c"]), { x: 5, y: 1 }).nodes[2]?.position).toEqual({ x: 205, y: 1 });
  });

  it("that contains itself stands in none", () => {
    const strange: Graph = {
      ...flat,
      groups: [
        { id: "p", name: "", kind: "group", members: ["a"], parent: "q", open: true },
        { id: "q", name: "", kind: "group", members: ["b"], parent: "p", open: true },
      ],
    };
    expect(
      groupingOf(strange)
        .path("a")
        .map(({ id }) => id),
    ).toEqual(["p"]);
  });
});
