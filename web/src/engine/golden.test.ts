import { readFileSync } from "node:fs";
import * as engine from "chainrule-engine";
import { expect, test } from "vitest";
import type { Graph } from "../document/types.ts";

/*
 * The compiled engine against the JVM: every value and gradient of every op's examples, and digests of each elementary
 * function at 100,000 random arguments, to the last bit. The JVM's own test holds it to the same files.
 */

type Numbers = readonly (number | string)[] | null;

interface Entry {
  document: Graph;
  values: readonly Numbers[];
  gradients: readonly Numbers[];
}

interface Digest {
  text: string;
  node: string;
  digest: string;
}

function golden<T>(name: string): T {
  const file = new URL(`../../../engine/src/test/resources/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

function plain(numbers: Float64Array | null): Numbers {
  return numbers && Array.from(numbers);
}

/** JSON has no words for the numbers that are not finite. */
function read(numbers: Numbers | undefined): Numbers {
  return numbers?.map(Number) ?? null;
}

const entries = golden<Entry[]>("golden");

test("there are golden values of every op", () => {
  const ops = new Set(entries.flatMap(({ document }) => document.nodes.map((node) => node.op)));
  const known = (JSON.parse(engine.catalogue()) as { ops: { id: string }[] }).ops.map((op) => op.id);
  expect(known.filter((id) => !ops.has(id))).toEqual([]);
});

test.each(entries.map((entry, i) => [i, entry] as const))("golden graph %i, bit for bit", (_, entry) => {
  const session = new engine.Session();
  session.evaluate(JSON.stringify(entry.document));
  entry.document.nodes.forEach((node, i) => {
    expect(plain(session.value(i)), `value of ${node.id}`).toEqual(read(entry.values[i]));
    expect(plain(session.gradient(i)), `gradient of ${node.id}`).toEqual(read(entry.gradients[i]));
  });
});

/** FNV-1a in 32 bits over the bytes of each number, the least significant first. */
function digest(numbers: Float64Array): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(numbers.slice().buffer)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16);
}

test.each(golden<Digest[]>("golden-digests"))("$text", ({ text, node, digest: expected }) => {
  const { document } = JSON.parse(engine.parse(text)) as { document: Graph };
  const session = new engine.Session();
  session.evaluate(JSON.stringify(document));
  const value = session.value(document.nodes.findIndex(({ id }) => id === node));
  expect(value && digest(value)).toBe(expected);
});
