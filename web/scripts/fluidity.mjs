/*
 * Measures how fluid the page is, in Chromium, and prints the distribution beside the targets:
 *
 *     npm run fluidity [-- http://localhost:7070]
 *
 * Chromium is $CHROMIUM, or else found on PATH. The server should compress what it serves, as ours does.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const url = process.argv[2] ?? "http://localhost:7070";
const EDITS = 80;
const MOVES = 150;
const LOADS = 5;

function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
    }
  }
  throw new Error("Chromium was not found: install it, or say where it is in $CHROMIUM.");
}

/** A chain in which every number depends on the first parameter, in rows that fill the window. */
function chain(count) {
  const nodes = [{ id: "x", op: "input", name: "x", settings: { value: 1 }, position: { x: -190, y: 0 } }];
  const wires = [];
  let last = "x";
  const columns = Math.ceil(Math.sqrt(count));
  for (let i = 1; nodes.length + 2 <= count; i++) {
    const x = ((i - 1) % columns) * 190;
    const y = Math.floor((i - 1) / columns) * 260;
    const multiplies = i % 2 === 1;
    const value = multiplies ? 0.9 + (i % 5) * 0.05 : 0.01 * (i % 7);
    nodes.push({ id: `w${i}`, op: "parameter", name: `w${i}`, settings: { value }, position: { x, y } });
    nodes.push({ id: `s${i}`, op: multiplies ? "multiply" : "add", position: { x: x + 40, y: y + 120 } });
    wires.push({ from: last, to: `s${i}`, port: "a" }, { from: `w${i}`, to: `s${i}`, port: "b" });
    last = `s${i}`;
  }
  const end = nodes.find((node) => node.id === last);
  end.name = "loss";
  return { version: 1, title: `${count} nodes`, nodes, wires };
}

/** The distribution of measurements in milliseconds. */
function distribution(all) {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

async function open(browser, graph) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript((document) => {
    localStorage.setItem(
      "chainrule.document.fluidity",
      JSON.stringify({ graph: document, savedAt: 0, edited: true }),
    );
    sessionStorage.setItem("chainrule.current", "fluidity");
    localStorage.setItem("chainrule.hint", "seen");
  }, graph);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.react-flow__node[data-id="w1"]').waitFor();
  await page.waitForFunction(() => !document.querySelector(".canvas-unplaced"));
  return { context, page };
}

/** From the movement of the pointer on a number to the frame with the new numbers. */
async function edits(browser, count) {
  const { context, page } = await open(browser, chain(count));
  // Close to the first parameter, as a person would edit it.
  await page.locator('.react-flow__node[data-id="w1"]').focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Digit2");
  await page.waitForTimeout(1000);
  const number = page.locator('[data-id="w1"] [data-testid="value"]');
  const box = await number.boundingBox();
  await page.evaluate(() => {
    window.measured = [];
    const read = () => document.querySelector('[data-id="w1"] [data-testid="value"]')?.textContent;
    const channel = new MessageChannel();
    let start = 0;
    let before = "";
    channel.port1.onmessage = () => {
      if (read() !== before) window.measured.push(performance.now() - start);
      start = 0;
    };
    addEventListener(
      "pointermove",
      () => {
        if (start !== 0) return;
        start = performance.now();
        before = read();
        requestAnimationFrame(() => channel.port2.postMessage(null));
      },
      { capture: true },
    );
  });
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= EDITS; i++) await page.mouse.move(x + 3 * i, y);
  await page.mouse.up();
  const measured = await page.evaluate(() => window.measured);
  await context.close();
  return measured.slice(5);
}

/** The time between frames while a card is dragged and the whole graph is seen. */
async function drag(browser, count) {
  const { context, page } = await open(browser, chain(count));
  await page.getByTestId("fit").click();
  await page.waitForTimeout(800);
  const box = await page.locator('.react-flow__node[data-id="s8"]').boundingBox();
  const x = box.x + box.width / 2;
  const y = box.y + 3;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 8, y + 8);
  await page.evaluate(() => {
    window.frames = [];
    let last = 0;
    const frame = (now) => {
      if (last) window.frames.push(now - last);
      last = now;
      window.running = requestAnimationFrame(frame);
    };
    window.running = requestAnimationFrame(frame);
  });
  for (let i = 1; i <= MOVES; i++) await page.mouse.move(x + 8 + i, y + 8 + 40 * Math.sin(i / 20));
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(window.running);
    return window.frames;
  });
  await page.mouse.up();
  await context.close();
  return frames.slice(3);
}

/** With an empty cache: what is transferred, and when the first number can be dragged. */
async function loads(browser) {
  const bytes = [];
  const times = [];
  for (let i = 0; i < LOADS; i++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    await network.send("Network.setCacheDisabled", { cacheDisabled: true });
    let sum = 0;
    const headers = new Map();
    network.on("Network.responseReceived", ({ requestId, response }) => {
      // What has come until here are the headers.
      headers.set(requestId, response.encodedDataLength);
    });
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      sum += encodedDataLength - (headers.get(requestId) ?? 0);
    });
    await page.addInitScript(() => {
      const watch = () => {
        const ready = document.querySelector('.nodeCard [data-testid="value"]');
        if (ready && !document.querySelector(".canvas-unplaced")) window.interactive = performance.now();
        else requestAnimationFrame(watch);
      };
      watch();
    });
    await page.goto(url);
    await page.waitForFunction(() => window.interactive !== undefined);
    times.push(await page.evaluate(() => window.interactive));
    await page.waitForLoadState("networkidle");
    bytes.push(sum / 1000);
    await context.close();
  }
  return { bytes, times };
}

const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ["--no-sandbox", "--disable-gpu"],
});
const pad = (text, width) => String(text).padStart(width);
const print = (label, unit, measured, target) => {
  const { count, p50, p95, max } = distribution(measured);
  const figures = [p50, p95, max].map((figure) => pad(figure.toFixed(1), 9)).join("");
  const verdict = p50 <= target ? "met" : "missed";
  process.stdout.write(
    `${label.padEnd(30)}${pad(count, 5)}${figures}${pad(`${target} ${unit}`, 10)}  ${verdict}\n`,
  );
};

process.stdout.write(
  `${"".padEnd(30)}${pad("n", 5)}${pad("p50", 9)}${pad("p95", 9)}${pad("max", 9)}${pad("target", 10)}\n`,
);
const { bytes, times } = await loads(browser);
print("first load, compressed", "kB", bytes, 400);
print("interactive, cold cache", "ms", times, 1500);
print("edit, 200 nodes", "ms", await edits(browser, 200), 16);
print("edit, 1,000 nodes", "ms", await edits(browser, 1000), 50);
print("frame of a drag, 200 nodes", "ms", await drag(browser, 200), 20);
print("frame of a drag, 1,000 nodes", "ms", await drag(browser, 1000), 20);
await browser.close();
