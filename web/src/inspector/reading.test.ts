import { expect, it } from "vitest";
import type { Setting, SettingKind } from "../engine/catalogue.ts";
import { printSetting, readSetting } from "./reading.ts";

function setting(kind: SettingKind, bounds: Partial<Setting> = {}): Setting {
  return { name: "s", label: "S", kind, default: null, summary: "", ...bounds };
}

it.each<[SettingKind, string, unknown]>([
  ["shape", "[784]", [784]],
  ["shape", "128, 784", [128, 784]],
  ["shape", "[]", []],
  ["number", "-0.5", -0.5],
  ["integer", "3", 3],
  [
    "tensor",
    "[[1, 2], [3, 4]]",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["choice", "he", "he"],
  ["tensor", "  ", undefined],
])("for a %s, %j is read", (kind, text, value) => {
  expect(readSetting(setting(kind), text)).toEqual({ value });
});

it.each<[SettingKind, string]>([
  ["shape", "[0]"],
  ["shape", "[a]"],
  ["number", "two"],
  ["integer", "2.5"],
  ["tensor", "[1, [2]]"],
])("for a %s, %j is refused with a reason", (kind, text) => {
  expect(readSetting(setting(kind), text)).toHaveProperty("error");
});

it("holds to the catalogue's bounds", () => {
  expect(readSetting(setting("integer", { min: 2 }), "1")).toEqual({ error: "At least 2." });
  expect(readSetting(setting("number", { max: 1 }), "1.5")).toEqual({ error: "At most 1." });
});

it("prints what it reads", () => {
  expect(
    printSetting([
      [1, 2],
      [3, 4],
    ]),
  ).toBe("[[1, 2], [3, 4]]");
  expect(printSetting(null)).toBe("");
});
