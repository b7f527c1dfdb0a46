import { beforeEach, expect, it } from "vitest";
import { keepData, keptData } from "./keptData.ts";

let storage: Storage;

beforeEach(() => {
  const items = new Map<string, string>();
  storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage;
});

it("what was chosen for a document is found again", () => {
  keepData("a", { source: "moons", test: 0.2 }, storage);
  keepData("b", { source: "xor" }, storage);
  keepData("a", { source: "spiral" }, storage);
  expect(keptData("a", storage)).toEqual({ source: "spiral" });
  expect(keptData("b", storage)).toEqual({ source: "xor" });
  expect(keptData("c", storage)).toBeNull();
});

it("only the last dozen documents are kept, and nothing large", () => {
  for (let i = 0; i < 14; i++) keepData(`d${i}`, { source: "moons" }, storage);
  expect(keptData("d1", storage)).toBeNull();
  expect(keptData("d2", storage)).not.toBeNull();
  keepData("d2", { source: "images", images: "A".repeat(300_000) }, storage);
  expect(keptData("d2", storage)).toBeNull();
});

it("what cannot be read is as nothing", () => {
  storage.setItem("chainrule.lab.data", '[["a", 3], "b", ["c", {"source": "xor"}]]');
  expect(keptData("a", storage)).toBeNull();
  expect(keptData("c", storage)).toEqual({ source: "xor" });
  storage.setItem("chainrule.lab.data", "{");
  expect(keptData("c", storage)).toBeNull();
});
