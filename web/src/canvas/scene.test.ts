import { describe, expect, it } from "vitest";
import { setOpen } from "../document/groups.ts";
import { parseText } from "../engine/text.ts";
import { frameBoxes, PADDING } from "./frames.ts";
import { cardId, nodeAtOutput, portAtInput, sceneOf } from "./scene.ts";

const { document } = parseText(`
  x = input([1, 2, 3])
  h = dense(x, units=2)
  loss = sum(h)
`);
if (!document) throw new Error("expected the text to parse");
const closed = document;
const open = setOpen(closed, "h", true);

describe("what is drawn", () => {
  it("of a closed group is one card with the ports of its nodes that face outwards", () => {
    const scene = sceneOf(closed);
    expect(scene.nodes.map((node) => node.id)).toEqual(["x", "loss"]);
    const [card] = scene.closed;
    expect(card?.ins.map((port) => port.port)).toEqual(["b"]);
    expect(card?.outs).toEqual(["h"]);
    expect(scene.wires.map(({ source, target }) => [source, target])).toEqual([
      ["x", "group:h"],
      ["group:h", "loss"],
    ]);
  });

  it("names at the ends of wires the nodes within", () => {
    const [into, out] = sceneOf(closed).wires;
    const end = portAtInput(into?.target ?? "", into?.targetHandle);
    expect(end).toEqual({ to: into?.wire.to, port: "b" });
    expect(nodeAtOutput(out?.source ?? "", out?.sourceHandle)).toBe("h");
  });

  it("of an open group is a frame around its nodes", () => {
    const scene = sceneOf(open);
    expect(scene.closed).toEqual([]);
    const box = { x: 10, y: 20, width: 100, height: 50 };
    expect(frameBoxes(scene, () => box).get("h")).toEqual({
      x: 10 - PADDING.side,
      y: 20 - PADDING.top,
      width: 100 + 2 * PADDING.side,
      height: 50 + PADDING.top + PADDING.bottom,
    });
  });

  it("offers the ports of hidden nodes that wait for a wire", () => {
    const unwired = { ...closed, wires: closed.wires.filter((wire) => wire.from !== "x") };
    expect(sceneOf(unwired).closed[0]?.ins.map((port) => port.port)).toEqual(["b"]);
  });

  it("keeps a group within a closed one out of sight", () => {
    const outer = { id: "o", name: "", kind: "group", members: ["loss"], open: false };
    const nested = {
      ...open,
      groups: [outer, ...(open.groups ?? []).map((group) => ({ ...group, parent: "o" }))],
    };
    const scene = sceneOf(nested);
    expect(scene.open).toEqual([]);
    expect(scene.closed.map(({ group }) => cardId(group.id))).toEqual(["group:o"]);
    expect(scene.wires).toHaveLength(1);
  });
});
