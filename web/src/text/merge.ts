/**
 * What is being written and what the graph has become, in one text: where a person writes on other lines than those
 * that the graph has changed since both were the same. Null where they meet.
 */
export function merge(base: string, written: string, changed: string): string | null {
  const own = linesChanged(base, written);
  const other = linesChanged(base, changed);
  const before = own.to <= other.from;
  if (!before && other.to > own.from) return null;
  const [first, second] = before ? [own, other] : [other, own];
  const lines = base.split("\n");
  return [
    ...lines.slice(0, first.from),
    ...first.lines,
    ...lines.slice(first.to, second.from),
    ...second.lines,
    ...lines.slice(second.to),
  ].join("\n");
}

/** The one stretch of lines in which a text differs from another, and what stands there now. */
function linesChanged(before: string, after: string): { from: number; to: number; lines: string[] } {
  const a = before.split("\n");
  const b = after.split("\n");
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  let same = 0;
  while (same < Math.min(a.length, b.length) - from && a.at(-1 - same) === b.at(-1 - same)) same++;
  return { from, to: a.length - same, lines: b.slice(from, b.length - same) };
}
