import { describe, expect, it } from "vitest";
import { addNode, connect, remove, rename, setSetting } from "../document/commands.ts";
import type { Graph } from "../document/types.ts";
import { examples } from "../engine/catalogue.ts";
import { parseText, printText } from "../engine/text.ts";
import { reconcile } from "./reconcile.ts";
import { commentOf, rewrite } from "./rewrite.ts";

function read(text: string): Graph {
  const { document, problems } = parseText(text);
  if (!document) throw new Error(problems[0]?.message);
  return document;
}

const TEXT = `# A small network

# what goes in
x = input( 2 )
w = param(3)   # the weight

# what comes out
h = relu(
  w * x
)
loss = (h - 1)^2  # squared
`;

describe("a text that follows the graph", () => {
  it("keeps every line, comment and space that the change does not touch", () => {
    const graph = setSetting(read(TEXT), "w", "value", 4);
    expect(rewrite(TEXT, graph)).toBe(TEXT.replace("param(3)   #", "param(4)  #"));
  });

  it("stays the very same when only places have changed", () => {
    expect(rewrite(TEXT, read(TEXT))).toBe(TEXT);
  });

  it("takes a line away with the comment right above it, and leaves the others", () => {
    const without = remove(read(TEXT), new Set(["w"]), new Set());
    const text = rewrite(TEXT, without);
    expect(text).toContain("# A small network\n\n# what goes in\nx = input( 2 )\n");
    expect(text).not.toContain("the weight");
    expect(text).toContain("# squared");
  });

  it("puts a new line where it can be read", () => {
    const added = addNode(read(TEXT), {
      op: "parameter",
      role: "parameter",
      position: { x: 0, y: 0 },
      settings: { value: 5 },
    });
    const wired = connect(added.graph, {
      from: added.id,
      to: read(TEXT).wires.find((w) => w.from === "w")?.to ?? "",
      port: "a",
    });
    const text = rewrite(TEXT, wired);
    expect(text).toContain("w1 = param(5)");
    expect(text).toContain("w = param(3)   # the weight");
    expect(reconcile(wired, read(text))).toBe(wired);
  });

  it("keeps the comment of a line whose name has changed elsewhere", () => {
    const text = rewrite(TEXT, rename(read(TEXT), "x", "input1"));
    expect(text).toContain("input1 = input(2)");
    expect(text).toContain("loss = (h - 1)^2  # squared");
  });

  it("keeps groups and their comments", () => {
    const grouped = "x = input(2)\ngroup head:  # the end\n  # twice\n  h = x + x\n  loss = h^2\n";
    expect(rewrite(grouped, setSetting(read(grouped), "x", "value", 3))).toBe(grouped.replace("(2)", "(3)"));
  });

  it("means every example, whatever node of it is taken away", () => {
    for (const { document } of examples()) {
      const text = printText(document).replace(/\n/g, "  # here\n");
      for (const { id } of document.nodes.slice(0, 6)) {
        const graph = remove(document, new Set([id]), new Set());
        expect(reconcile(graph, read(rewrite(text, graph)))).toEqual(
          reconcile(graph, read(printText(graph))),
        );
      }
    }
  });
});

it.each([
  ["x = 1 # one", "# one"],
  ['group "a # b":', ""],
  ['group "a # b":  # c', "# c"],
  ["x = 1", ""],
])("the comment of %j is %j", (line, comment) => {
  expect(commentOf(line)).toBe(comment);
});
