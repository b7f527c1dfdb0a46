import { randomBytes } from "node:crypto";
import type { Rolldown } from "vite";
import { expect, it } from "vitest";
import { firstLoad, table, total } from "./firstLoad.ts";

type Output = Rolldown.OutputBundle[string];

/** Text that no packer makes smaller. */
const noise = (length: number) => randomBytes(length).toString("hex").slice(0, length);

function chunk(fileName: string, more: object): Output {
  return { type: "chunk", fileName, code: "", imports: [], dynamicImports: [], ...more } as unknown as Output;
}

function asset(fileName: string, source: string | Uint8Array): Output {
  return { type: "asset", fileName, source } as unknown as Output;
}

const bundle: Record<string, Output> = {
  "index.html": asset("index.html", "<p>"),
  "assets/index.js": chunk("assets/index.js", {
    isEntry: true,
    code: noise(3000),
    imports: ["assets/engine.js"],
    dynamicImports: ["assets/lazy.js"],
    viteMetadata: { importedCss: new Set(["assets/index.css"]) },
  }),
  "assets/engine.js": chunk("assets/engine.js", {
    code: "a".repeat(50_000),
    imports: ["assets/index.js"],
  }),
  "assets/lazy.js": chunk("assets/lazy.js", {
    isDynamicEntry: true,
    code: noise(9000),
    viteMetadata: { importedCss: new Set(["assets/lazy.css"]) },
  }),
  "assets/index.css": asset(
    "assets/index.css",
    'a{src:url("/assets/inter-12345678.woff2")}b{src:url(/assets/inter-greek-12345678.woff2)}',
  ),
  "assets/lazy.css": asset("assets/lazy.css", noise(500)),
  "assets/inter-12345678.woff2": asset("assets/inter-12345678.woff2", new Uint8Array(700)),
  "assets/inter-greek-12345678.woff2": asset("assets/inter-greek-12345678.woff2", new Uint8Array(900)),
};

it("the first load is the page's script, what it imports at once, its styles and the small fonts", () => {
  const parts = firstLoad(bundle);
  expect(parts.map((part) => part.name)).toEqual([
    "assets/index.js",
    "assets/inter-12345678.woff2",
    "assets/index.css",
    "assets/engine.js",
    "index.html",
  ]);
});

it("text counts as it travels, packed; fonts as they are", () => {
  const bytes = new Map(firstLoad(bundle).map((part) => [part.name, part.bytes]));
  expect(bytes.get("assets/engine.js")).toBeLessThan(100);
  expect(bytes.get("assets/index.js")).toBeGreaterThan(1400);
  expect(bytes.get("assets/inter-12345678.woff2")).toBe(700);
});

it("the table ends with the sum and the budget", () => {
  const parts = [
    { name: "a.js", bytes: 1500 },
    { name: "b.css", bytes: 250 },
  ];
  expect(total(parts)).toBe(1750);
  expect(table(parts, 400_000).split("\n").at(-1)).toBe("     1.8 kB  in all, of 400 kB");
});
