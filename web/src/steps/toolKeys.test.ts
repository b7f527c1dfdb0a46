import { expect, it } from "vitest";
import { actionOf } from "./toolKeys.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it.each([" ", "ArrowLeft", "ArrowRight", "Home", "End", "Escape"])("%j is a key of the player", (key) => {
  expect(actionOf({ ...plain, key })).not.toBeNull();
});

it("a key with a modifier, or another one, belongs to others", () => {
  expect(actionOf({ ...plain, key: "ArrowRight", shiftKey: true })).toBeNull();
  expect(actionOf({ ...plain, key: "z" })).toBeNull();
});
