// ./bench browser: P3 to P6 beside their peers, in Chromium, in one run. --json FILE, --rounds N.
import { createServer } from "node:http";
import { readFile, writeFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const roots = {
  "/module/": join(here, "../../client/target/module"),
  "/npm/": join(here, "node_modules"),
  "/": here,
};
const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

const isolated = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

const options = { rounds: "9" };
for (let i = 2; i + 1 < process.argv.length; i += 2) {
  const name = process.argv[i].replace(/^--/, "");
  if (!["json", "rounds"].includes(name)) throw new Error(`expected --json FILE or --rounds N, got ${process.argv[i]}`);
  options[name] = process.argv[i + 1];
}

const server = createServer(async (request, response) => {
  const { pathname, search } = new URL(request.url, "http://localhost");
  const path = normalize(pathname);
  const [prefix, root] = Object.entries(roots).find(([start]) => path.startsWith(start));
  try {
    const body = await readFile(join(root, path.slice(prefix.length) || "page.html"));
    // Isolated pages have a clock of 5 microseconds and threads; others one of 100 and none.
    const isolation = search === "?isolated" ? isolated : {};
    response.writeHead(200, { "content-type": types[extname(path)] ?? "text/html", ...isolation });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const results = [];
for (const query of ["", "?isolated"]) {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  page.on("console", (message) => console.log(message.text()));
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/${query}`);
  await page.waitForFunction(() => globalThis.measure);
  results.push(...(await page.evaluate((rounds) => globalThis.measure(rounds), Number(options.rounds))));
  await page.close();
}
await browser.close();
server.close();

const cell = (spread) => `${spread.median.toPrecision(4)} (${spread.low.toPrecision(3)} to ${spread.high.toPrecision(3)})`;
const widths = [20, 34, 34, 40, 10, 8, 8];
const line = (cells) => console.log(cells.map((text, i) => String(text).padEnd(widths[i])).join(" "));
console.log(`\n${await version()}`);
line(["work", "ours", "peer", "peer's name", "unit", "target", "ratio"]);
for (const r of results) line([r.id, cell(r.ours), cell(r.peer), r.peerName, r.unit, r.target, r.ratio.toFixed(2)]);
if (options.json) {
  const flat = results.map((r) => ({ ...r, ours: r.ours.median, peer: r.peer.median }));
  await writeFile(options.json, `${JSON.stringify({ results: flat }, null, 2)}\n`);
}

async function version() {
  const { cpus } = await import("node:os");
  return `Chromium ${browser.version()}, ${cpus().length} cores of ${cpus()[0].model.trim()}`;
}
