import { deflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import type { Graph } from "../document/types.ts";
import { examples } from "../engine/catalogue.ts";
import { checkDocument } from "../engine/text.ts";
import { fromHash, isHashLink, LONGEST, toHash } from "./hashLink.ts";

const hashOf = (text: string) => `#g=a${deflateRawSync(text).toString("base64url")}`;

it.each(examples().map((example) => [example.id, example.document] as const))(
  "%s comes out of its link as it went in, and fits",
  async (_, graph) => {
    const hash = await toHash(graph);
    expect(isHashLink(hash)).toBe(true);
    expect(hash).toMatch(/^#g=a[A-Za-z0-9_-]+$/);
    expect(hash.length).toBeLessThan(LONGEST);
    expect(await fromHash(hash)).toEqual(checkDocument(JSON.stringify(graph)).document);
  },
);

it("places are carried as whole canvas units", async () => {
  const graph: Graph = {
    version: 1,
    title: "Über ŷ → ∂",
    nodes: [{ id: "n1", op: "input", name: "x", settings: { value: 0.1 }, position: { x: 1.4, y: -2.6 } }],
    wires: [],
  };
  const read = await fromHash(await toHash(graph));
  expect(read.title).toBe(graph.title);
  expect(read.nodes).toEqual([{ ...graph.nodes[0], position: { x: 1, y: -3 } }]);
});

it.each([
  ["cut off", async () => (await toHash(examples()[0]?.document as Graph)).slice(0, -20), /damaged/],
  ["with a letter in it that no link has", async () => "#g=aAB%20", /damaged/],
  ["of no whole base64", async () => "#g=aA", /damaged/],
  ["empty", async () => "#g=", /damaged/],
  ["of a later form", async () => "#g=zAAAA", /newer Chainrule/],
  ["of something else", async () => hashOf("Just words"), /\S.*\.$/],
  ["of JSON that is no graph", async () => hashOf('{"version":1,"nodes":"many"}'), /\S.*\.$/],
  ["too long", async () => `#g=a${"A".repeat(300_000)}`, /longer than 200,000 characters/],
  // 20 MB of blanks are 20 kB deflated: nobody's memory shall be filled with them.
  ["that swells", async () => hashOf(" ".repeat(20_000_000)), /larger than 1 MB/],
])("a link %s is refused in a sentence", async (_, make, reason) => {
  await expect(fromHash(await make())).rejects.toThrow(reason);
});
