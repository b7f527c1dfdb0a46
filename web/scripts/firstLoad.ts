import type { Plugin, Rolldown } from "vite";
import { brotli, isCompressible } from "./compression.ts";

/** What a first visit may cost until the canvas stands, compressed. */
export const BUDGET = 400_000;

export interface Part {
  name: string;
  bytes: number;
}

/** The names of scripts/fonts.ts, with a hash. */
const SMALL_FONT = /\/(?:inter|serif|serif-italic|mono)-[\w-]{8}\.woff2$/;

type Output = Rolldown.OutputBundle[string];

const encoder = new TextEncoder();

/** A file's bytes as they travel. */
function travelling(name: string, content: string | Uint8Array): number {
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  return isCompressible(name) ? brotli(bytes).length : bytes.length;
}

/** The chunks that a page's own script imports statically, itself first. */
function eagerChunks(bundle: Readonly<Record<string, Output>>): Rolldown.OutputChunk[] {
  const found = new Map<string, Rolldown.OutputChunk>();
  const visit = (name: string) => {
    const chunk = bundle[name];
    if (chunk?.type !== "chunk" || found.has(name)) return;
    found.set(name, chunk);
    chunk.imports.forEach(visit);
  };
  for (const [name, output] of Object.entries(bundle))
    if (output.type === "chunk" && output.isEntry) visit(name);
  return [...found.values()];
}

/**
 * What the page loads before anyone has done anything: index.html, its script with all static imports, their styles,
 * and the small fonts, which the first screen is set in.
 */
export function firstLoad(bundle: Readonly<Record<string, Output>>): Part[] {
  const parts: Part[] = [];
  const styles = new Set<string>();
  for (const chunk of eagerChunks(bundle)) {
    parts.push({ name: chunk.fileName, bytes: travelling(chunk.fileName, chunk.code) });
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
  }
  const fonts = new Set<string>();
  for (const [name, output] of Object.entries(bundle)) {
    if (output.type !== "asset") continue;
    if (!styles.has(name) && name !== "index.html") continue;
    parts.push({ name, bytes: travelling(name, output.source) });
    if (name.endsWith(".css"))
      for (const [, font] of String(output.source).matchAll(/url\(["']?\/?([^"')]+\.woff2)/g))
        if (font && SMALL_FONT.test(font)) fonts.add(font);
  }
  for (const name of fonts) {
    const font = bundle[name];
    if (font?.type === "asset") parts.push({ name, bytes: travelling(name, font.source) });
  }
  return parts.sort((a, b) => b.bytes - a.bytes);
}

/** The parts as a table with their sum. */
export function table(parts: readonly Part[], budget = BUDGET): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
  const sum = total(parts);
  return [
    "First load, compressed:",
    ...parts.map(({ name, bytes }) => `${kilobytes(bytes)}  ${name}`),
    `${kilobytes(sum)}  in all, of ${budget / 1000} kB`,
  ].join("\n");
}

export function total(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.bytes, 0);
}

/** Prints what a first visit loads, and fails the build when it is more than the budget. */
export function firstLoadBudget(): Plugin {
  return {
    name: "chainrule:first-load",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const parts = firstLoad(bundle);
        process.stdout.write(`${table(parts)}\n`);
        if (total(parts) > BUDGET)
          this.error(
            `The first load is over its budget of ${BUDGET / 1000} kB: let something load when it is used.`,
          );
      },
    },
  };
}
