import { expect, it } from "vitest";
import { placeable } from "../engine/catalogue.ts";
import { searchOps } from "./search.ts";

const labels = (query: string) => searchOps(query).map((op) => op.label);

it("every op is found by its id, its label, its symbol and what it is called in text", () => {
  for (const op of placeable) {
    for (const query of [op.id, op.label, op.symbol, op.callName, op.label.toUpperCase()]) {
      expect(searchOps(query), query).toContain(op);
    }
  }
});

it("the closest comes first", () => {
  expect(labels("mul")[0]).toBe("Multiply");
  expect(labels("softmax")[0]).toBe("Softmax");
  expect(labels("+")[0]).toBe("Add");
});

it("without a query all stand in the catalogue's order, and nonsense finds nothing", () => {
  expect(searchOps("  ")).toEqual(placeable);
  expect(searchOps("qqqq")).toEqual([]);
});
