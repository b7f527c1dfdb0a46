import { expect, it } from "vitest";
import { linkedKey, linkOfKey } from "../document/local.ts";
import { examples } from "../engine/catalogue.ts";
import { fileName, readFile } from "./files.ts";
import { fixed, idOf, linkOf } from "./links.ts";

it("a link leads to its graph, and other addresses to none", () => {
  expect(linkOf("aB3_-x", "http://here")).toBe("http://here/g/aB3_-x");
  expect(idOf("/g/aB3_-x")).toBe("aB3_-x");
  expect(["/", "/g/", "/g/a/b", "/g/../x", "/graphs/a"].map(idOf)).toEqual([null, null, null, null, null]);
});

it("a link may name a revision, which is then another graph than the current one", () => {
  expect(fixed("http://here/g/aB3_-x", 2)).toBe("http://here/g/aB3_-x@2");
  expect(idOf("/g/aB3_-x@2")).toBe("aB3_-x@2");
  expect(linkOfKey(linkedKey("aB3_-x@2"))).toBe("aB3_-x@2");
  expect(["/g/a@", "/g/a@0", "/g/a@x", "/g/@2", "/g/a@2@3"].map(idOf)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

it("a link's graph has a local document of its own", () => {
  expect(linkOfKey(linkedKey("abc"))).toBe("abc");
  expect(linkOfKey("3f2a91bc")).toBeNull();
});

it("a title makes a name that every file system takes", () => {
  expect(fileName("A small network", "json")).toBe("a-small-network.json");
  expect(fileName("../Übung: 1/2", "txt")).toBe("ubung-12.txt");
  expect(fileName("???", "txt")).toBe("graph.txt");
});

it("a file is read as a document or as text, and what is wrong with it is said", () => {
  const [first] = examples();
  const document = readFile("a.json", JSON.stringify(first?.document));
  expect("graph" in document && document.graph.nodes).toEqual(first?.document.nodes);
  const text = readFile("two.txt", "x = input(2)\nloss = x^2");
  expect("graph" in text && text.graph.title).toBe("two");
  expect(readFile("b.txt", "x = input(2)\ny = ")).toEqual({
    problem: expect.stringMatching(/^b.txt .*Line 2/),
  });
  expect(readFile("c.json", "{]")).toEqual({ problem: expect.stringMatching(/^c.json cannot be opened/) });
});
