import { expect, it } from "vitest";
import { isKept, serviceWorker } from "./offline.ts";

const source = 'const VERSION = "__VERSION__";\nconst FILES = __FILES__;\n';
const version = (worker: string) => /VERSION = "(\w+)"/.exec(worker)?.[1];

it("the worker lists both pages and every file, in an order that does not depend on the build", () => {
  const worker = serviceWorker(
    source,
    new Map([
      ["/assets/b.js", "b"],
      ["/assets/a.css", "a"],
    ]),
  );
  expect(JSON.parse(worker.slice(worker.indexOf("["), worker.lastIndexOf("]") + 1))).toEqual([
    "/",
    "/embed",
    "/assets/a.css",
    "/assets/b.js",
  ]);
});

it("the version follows the content of the files, their names and the worker itself", () => {
  const versions = [
    serviceWorker(source, new Map([["/a.js", "1"]])),
    serviceWorker(source, new Map([["/a.js", "2"]])),
    serviceWorker(source, new Map([["/b.js", "1"]])),
    serviceWorker(`${source}// changed\n`, new Map([["/a.js", "1"]])),
  ].map(version);
  expect(new Set(versions).size).toBe(4);
  expect(version(serviceWorker(source, new Map([["/a.js", "1"]])))).toBe(versions[0]);
});

it("maps and fonts in older forms are not kept", () => {
  expect(["assets/a.js", "assets/a.css", "assets/a.woff2", "favicon.svg"].every(isKept)).toBe(true);
  expect(["assets/a.js.map", "assets/a.woff", "assets/a.ttf", "index.html"].some(isKept)).toBe(false);
});
