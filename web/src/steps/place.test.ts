import { expect, it } from "vitest";
import { remove } from "../document/commands.ts";
import { EvaluationSession } from "../engine/session.ts";
import { parseText } from "../engine/text.ts";
import { figureKey } from "../engine/veil.ts";
import type { Walk } from "../engine/walk.ts";
import { keepPlace, reachedAt } from "./place.ts";

const TEXT = "x = input(2)\nw = param(3)\nz = w * x\nh = relu(z)\nloss = h^2\n";

function walkOf(text: string): Walk {
  const { document } = parseText(text);
  if (!document) throw new Error("The text cannot be read.");
  const session = new EvaluationSession();
  session.evaluate(document);
  return session.walk();
}

function at(walk: Walk, pass: string, node: string): number {
  return walk.stops.findIndex((stop) => stop.pass === pass && stop.nodes.includes(node));
}

it("at first what is given is known and nothing else", () => {
  const reached = reachedAt(walkOf(TEXT), 0);
  expect(reached).toContain(figureKey("value", "w"));
  expect(reached).not.toContain(figureKey("value", "z"));
  expect(reached).not.toContain(figureKey("gradient", "w"));
});

it("at the turn every value is known and no gradient", () => {
  const walk = walkOf(TEXT);
  const reached = reachedAt(walk, walk.boundary - 1);
  expect(reached).toContain(figureKey("value", "loss"));
  expect([...reached].filter((key) => !key.startsWith("value"))).toEqual([]);
});

it("a gradient comes with what its wires bring back", () => {
  const walk = walkOf(TEXT);
  const reached = reachedAt(walk, at(walk, "backward", "z"));
  expect(reached).toContain(figureKey("gradient", "z"));
  expect(reached).toContain(figureKey("contribution", "h:x"));
  expect(reached).toContain(figureKey("local", "h:x"));
  expect(reached).not.toContain(figureKey("contribution", "z:a"));
});

it("another number keeps the place", () => {
  const before = walkOf(TEXT);
  const now = walkOf(TEXT.replace("param(3)", "param(-3)"));
  const place = at(before, "backward", "z");
  expect(keepPlace(before, place, now)).toBe(place);
});

it("a node more keeps the same node at work", () => {
  const before = walkOf(TEXT);
  const now = walkOf(TEXT.replace("relu(z)", "relu(z + 1)"));
  expect(keepPlace(before, at(before, "backward", "z"), now)).toBe(at(now, "backward", "z"));
  expect(keepPlace(before, 0, now)).toBe(0);
});

it("where the node at work is gone, the nearest before it that is left", () => {
  const { document } = parseText(TEXT);
  if (!document) throw new Error("The text cannot be read.");
  const session = new EvaluationSession();
  session.evaluate(document);
  const before = session.walk();
  session.evaluate(remove(document, new Set(["h"]), new Set()));
  const now = session.walk();
  expect(keepPlace(before, at(before, "backward", "w"), now)).toBe(at(now, "forward", "z"));
});
