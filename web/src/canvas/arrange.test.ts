import { expect, it } from "vitest";
import { type Alignment, offsets } from "./arrange.ts";

const cards = [
  { members: ["a"], box: { x: 0, y: 10, width: 100, height: 80 } },
  { members: ["b"], box: { x: 150, y: 40, width: 50, height: 40 } },
  { members: ["c"], box: { x: 400, y: 0, width: 100, height: 80 } },
];

it.each<[Alignment, number[]]>([
  ["left", [0, -150, -400]],
  ["right", [400, 300, 0]],
  ["centre", [200, 75, -200]],
  ["across", [0, 75, 0]],
])("arranges cards %s", (to, expected) => {
  expect(offsets(cards, to).map(({ x }) => x)).toEqual(expected);
  expect(offsets(cards, to).every(({ y }) => y === 0)).toBe(true);
});

it.each<[Alignment, number[]]>([
  ["top", [-10, -40, 0]],
  ["bottom", [0, 10, 10]],
  ["middle", [-5, -15, 5]],
])("arranges cards %s", (to, expected) => {
  expect(offsets(cards, to).map(({ y }) => y)).toEqual(expected);
});
