/** A number, or a list of such: how tensors stand in settings. Numbers that JSON has none for are strings. */
export type Literal = number | string | boolean | readonly Literal[];

export type Reading = { value: Literal } | { error: string };

/** Reads a tensor as a person types it: 0.5, or [1, 2], or [[1, 2], [3, 4]]. */
export function parseLiteral(text: string): Reading {
  const source = text.trim().replaceAll("−", "-");
  if (source === "") return { error: "Type a number, or a list like [1, 2] or [[1, 2], [3, 4]]." };
  const quoted = source.replace(/-?\b(NaN|Infinity)\b/g, '"$&"');
  let value: unknown;
  try {
    value = JSON.parse(quoted.replace(/(^|[[,\s-])\./g, "$10.").replace(/(\d)\.(?=[\],\s]|$)/g, "$1"));
  } catch {
    return { error: "This is no number and no list: write 0.5, or [1, 2], or [[1, 2], [3, 4]]." };
  }
  if (!isLiteral(value)) return { error: "Only numbers and lists of numbers can stand here." };
  const ragged = raggedness(value);
  return ragged === null ? { value } : { error: ragged };
}

/** Writes a tensor as a person types it. */
export function printLiteral(value: Literal): string {
  if (typeof value === "object") return `[${value.map(printLiteral).join(", ")}]`;
  return String(value);
}

function isLiteral(value: unknown): value is Literal {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string") return ["NaN", "Infinity", "-Infinity"].includes(value);
  return Array.isArray(value) && value.every(isLiteral);
}

/** Why the rows of a list do not make a tensor; null when they do. */
function raggedness(value: Literal): string | null {
  if (typeof value !== "object") return null;
  if (value.length === 0) return "An empty list has no numbers to compute with.";
  const [first, ...rest] = value;
  const size = (entry: Literal | undefined) => (typeof entry === "object" ? entry.length : -1);
  for (const [i, entry] of rest.entries()) {
    if (size(entry) !== size(first)) {
      return `Row ${i + 1} is not as long as row 0: every row needs the same number of entries.`;
    }
  }
  for (const entry of value) {
    const inner = raggedness(entry);
    if (inner) return inner;
  }
  return null;
}
