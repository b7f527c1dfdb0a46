import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** What each room may import besides itself. The features know these and never each other; app joins them. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  ui: [],
  document: ["ui"],
  engine: ["document", "ui"],
  server: ["document", "engine", "ui"],
};

const FEATURE = ["document", "engine", "server", "ui"];

const features = [
  "canvas",
  "descent",
  "inspector",
  "ledger",
  "lessons",
  "microscope",
  "outline",
  "palette",
  "quiz",
  "share",
  "steps",
  "text",
  "training",
];

const root = fileURLToPath(new URL(".", import.meta.url));

function filesOf(room: string): string[] {
  return readdirSync(`${root}${room}`, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
}

/** The rooms that a file imports from; one in a folder of its room goes up further. */
function imported(source: string, depth: number): string[] {
  const up = "\\.\\./".repeat(depth + 1);
  const pattern = new RegExp(`(?:from|import)\\s*\\(?\\s*"${up}([a-z]+)/`, "g");
  return [...source.matchAll(pattern)].flatMap(([, room]) => room ?? []);
}

const rooms = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

it("every room is listed here", () => {
  expect(rooms.toSorted()).toEqual([...Object.keys(KNOWN), ...features, "app"].toSorted());
});

it.each(rooms.filter((room) => room !== "app"))("%s imports what it may", (room) => {
  const may = new Set([room, ...(KNOWN[room] ?? FEATURE)]);
  const wrong = filesOf(room).flatMap((file) =>
    imported(readFileSync(`${root}${room}/${file}`, "utf8"), file.split(/[\\/]/).length - 1)
      .filter((other) => !may.has(other))
      .map((other) => `${room}/${file} imports ${other}`),
  );
  expect(wrong).toEqual([]);
});
