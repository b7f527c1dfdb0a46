import { expect, it } from "vitest";
import { matches } from "./keys.ts";

const plain = { key: "", code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

it.each([
  ["Mod+Z", { key: "z", ctrlKey: true }, true],
  ["Mod+Z", { key: "z", metaKey: true }, true],
  ["Mod+Z", { key: "Z", ctrlKey: true, shiftKey: true }, false],
  ["Mod+Shift+Z", { key: "Z", ctrlKey: true, shiftKey: true }, true],
  ["Mod+Z", { key: "z" }, false],
  ["Shift+1", { key: "!", code: "Digit1", shiftKey: true }, true],
  ["Shift+1", { key: "1", code: "Digit1" }, false],
  ["+", { key: "+", shiftKey: true }, true],
  ["-", { key: "-" }, true],
  ["Mod+=", { key: "=", ctrlKey: true }, true],
  ["Delete", { key: "Delete" }, true],
  ["Escape", { key: "Escape" }, true],
])("%s is pressed: %j is %s", (combination, event, pressed) => {
  expect(matches({ ...plain, ...event }, combination)).toBe(pressed);
});
