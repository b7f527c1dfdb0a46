import { expect, it } from "vitest";
import { lastKey, listDocuments, loadDocument, rememberKey, type Shelves, saveDocument } from "./local.ts";
import { emptyGraph } from "./types.ts";

class Shelf implements Storage {
  private readonly held = new Map<string, string>();
  get length() {
    return this.held.size;
  }
  key(index: number) {
    return [...this.held.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.held.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    this.held.set(key, value);
  }
  removeItem(key: string) {
    this.held.delete(key);
  }
  clear() {
    this.held.clear();
  }
}

function shelves(): Shelves {
  let clock = 0;
  return { local: new Shelf(), tab: new Shelf(), now: () => ++clock };
}

it("documents are kept apart, the newest listed first", () => {
  const here = shelves();
  saveDocument("a", emptyGraph("Mine"), true, here);
  saveDocument("b", emptyGraph("Theirs"), true, here);
  saveDocument("a", emptyGraph("Mine, later"), true, here);
  expect(loadDocument("b", here)?.title).toBe("Theirs");
  expect(listDocuments(here).map((document) => document.title)).toEqual(["Mine, later", "Theirs"]);
});

it("what was only looked at is kept for a reload and not listed", () => {
  const here = shelves();
  saveDocument("example", emptyGraph("Example"), false, here);
  expect(loadDocument("example", here)?.title).toBe("Example");
  expect(listDocuments(here)).toEqual([]);
});

it("a tab returns to its own document, a new tab to the last one", () => {
  const here = shelves();
  rememberKey("mine", here);
  const other: Shelves = { ...here, tab: new Shelf() };
  expect(lastKey(other)).toBe("mine");
  rememberKey("other", other);
  expect(lastKey(here)).toBe("mine");
});

it("what is damaged is left alone", () => {
  const here = shelves();
  here.local.setItem("chainrule.document.bad", "{");
  expect(loadDocument("bad", here)).toBeNull();
  expect(listDocuments(here)).toEqual([]);
});
