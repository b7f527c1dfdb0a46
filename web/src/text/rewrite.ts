import type { Graph } from "../document/types.ts";
import { parseText, printText, type Statement } from "../engine/text.ts";
import { reconcile } from "./reconcile.ts";

/** The lines of one statement, and what stands above them: comments and empty lines. */
interface Block {
  key: string;
  above: string[];
  lines: string[];
}

interface Blocks {
  blocks: Block[];
  /** What stands below the last statement. */
  below: string[];
}

/**
 * A text brought up to a changed graph. What the change does not touch stays as the person wrote it, with comments,
 * empty lines and spacing; a changed line keeps its comment; a new one stands where the printed form has it. A comment
 * right above a line goes with it.
 */
export function rewrite(text: string, graph: Graph): string {
  const printed = printText(graph);
  const { document, problems, statements } = parseText(text);
  if (!document || problems.length > 0) return printed;
  const before = blocksOf(text, statements);
  const plain = canonical(printText(document));
  const now = canonical(printed);
  const merged = mergeLines(before.blocks, plain, now);
  // In the person's order if that can be read, else in the order in which things are computed.
  const candidates = [merged, now.map(({ key }) => find(merged, key))].map((blocks) =>
    write(blocks, before.below),
  );
  return candidates.find((candidate) => means(candidate, graph)) ?? printed;
}

function means(text: string, graph: Graph): boolean {
  const { document } = parseText(text);
  return document !== null && reconcile(graph, document) === graph;
}

function find(blocks: readonly Block[], key: string): Block {
  return blocks.find((block) => block.key === key) ?? { key, above: [], lines: [] };
}

function canonical(text: string): Block[] {
  return blocksOf(text, parseText(text).statements).blocks;
}

function blocksOf(text: string, statements: readonly Statement[]): Blocks {
  const lines = text.replace(/\n$/, "").split("\n");
  const seen = new Map<string, number>();
  let at = 0;
  const blocks = statements.map(({ kind, name, line, end }): Block => {
    const count = (seen.get(`${kind} ${name}`) ?? 0) + 1;
    seen.set(`${kind} ${name}`, count);
    const above = lines.slice(at, line - 1);
    at = end;
    return { key: `${kind} ${name} ${count}`, above, lines: lines.slice(line - 1, end) };
  });
  return { blocks, below: lines.slice(at) };
}

/** The old blocks in their order, changed where the graph is, and the new ones after what comes before them in print. */
function mergeLines(old: readonly Block[], plain: readonly Block[], now: readonly Block[]): Block[] {
  const merged: Block[] = [];
  let kept: string[] = [];
  for (const block of old) {
    const next = now.find(({ key }) => key === block.key);
    if (!next) {
      // What is set apart from a line by an empty one does not belong to it.
      kept = [...kept, ...block.above.slice(0, block.above.lastIndexOf("") + 1)];
      continue;
    }
    const same = plain.find(({ key }) => key === block.key)?.lines.join("\n") === next.lines.join("\n");
    merged.push({
      key: block.key,
      above: [...kept, ...block.above],
      lines: same ? block.lines : withComment(next.lines, block.lines.at(-1) ?? ""),
    });
    kept = [];
  }
  now.forEach((block, i) => {
    if (merged.some(({ key }) => key === block.key)) return;
    const before = now[i - 1]?.key;
    merged.splice(merged.findIndex(({ key }) => key === before) + 1, 0, { ...block, above: [] });
  });
  return merged;
}

/** New lines with the comment that the last of the old ones ended with. */
function withComment(lines: readonly string[], old: string): string[] {
  const comment = commentOf(old);
  return lines.map((line, i) => (i === lines.length - 1 && comment ? `${line}  ${comment}` : line));
}

/** The comment at the end of a line; a # between quotes begins none. */
export function commentOf(line: string): string {
  return /^(?:[^"#]|"[^"]*")*(#.*)$/.exec(line)?.[1] ?? "";
}

function write(blocks: readonly Block[], below: readonly string[]): string {
  const lines = [...blocks.flatMap(({ above, lines }) => [...above, ...lines]), ...below];
  return `${lines.join("\n").replace(/^\n+/, "")}\n`;
}
