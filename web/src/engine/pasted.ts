import { parseText, type Read } from "./text.ts";

/** More names than this are not made up for a text that uses them. */
const MOST = 24;

/**
 * Reads text that was pasted: lines as they stand, or one bare expression. A name that nothing defines becomes a source
 * of its own, so that `relu(W @ x + b)` is a graph at once: W a matrix, x and b what fits it.
 */
export function readPasted(text: string): Read {
  const asItStands = parseText(text);
  if (asItStands.document) return asItStands;
  const bare = asItStands.problems.some(
    ({ code, line, column }) => code === "syntax" && line === 1 && column === 1,
  );
  let source = bare ? `f = ${text.trim()}` : text;
  const vectors = /\b[A-Z]\w*\b/.test(text);
  for (let i = 0; i < MOST; i++) {
    const read = parseText(source);
    const unknown = read.problems.find(({ code }) => code === "unknown_name");
    const name = unknown && wordAt(source, unknown.line ?? 1, unknown.column ?? 1);
    if (!name) return read.document ? read : asItStands;
    source = `${name} = ${sourceCalled(name, vectors)}\n${source}`;
  }
  return asItStands;
}

function wordAt(text: string, line: number, column: number): string | undefined {
  return /^[A-Za-z_]\w*/.exec(text.split("\n")[line - 1]?.slice(column - 1) ?? "")?.[0];
}

/** What a name stands for as lectures use it: x is data, y its label, capitals are matrices, the rest is learned. */
function sourceCalled(name: string, vectors: boolean): string {
  const value = vectors ? "[1, 1]" : "1";
  if (/^[A-Z]/.test(name)) return 'param(shape=[2, 2], init="he")';
  if (name.startsWith("x")) return `input(${value})`;
  return name.startsWith("y") ? `label(${value})` : `param(${value})`;
}
