import type { Row } from "./rows.ts";

/** What a key does in the outline. */
export type Step =
  | { go: string }
  | { open: string; to: boolean }
  | { choose: true }
  | { edit: "name" | "value" }
  | { remove: true }
  | null;

type KeyLike = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** The keys of the outline, as the sheet of shortcuts shows them. */
export const outlineKeys = [
  { id: "outlineWalk", label: "Walk the rows", keys: ["↑", "↓", "Home", "End"] },
  { id: "outlineOpen", label: "Open a node's inputs or a group, close them", keys: ["→", "←"] },
  { id: "outlineEnter", label: "Set a value, choose what goes into an input", keys: ["Enter"] },
  { id: "outlineRename", label: "Rename", keys: ["F2"] },
] as const;

/** The step that a key asks for, by the pattern for trees of the WAI-ARIA practices. */
export function stepFor(event: KeyLike, rows: readonly Row[], row: Row, editable: boolean): Step {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const at = rows.findIndex((other) => other.key === row.key);
  const go = (to: Row | undefined): Step => (to ? { go: to.key } : null);
  const open = row.kind === "port" ? null : row.open;
  switch (event.key) {
    case "ArrowDown":
      return go(rows[at + 1]);
    case "ArrowUp":
      return go(rows[at - 1]);
    case "Home":
      return go(rows[0]);
    case "End":
      return go(rows.at(-1));
    case "ArrowRight":
      if (open === false) return { open: row.key, to: true };
      return open ? go(rows[at + 1]) : null;
    case "ArrowLeft":
      if (open) return { open: row.key, to: false };
      return row.parent === null ? null : { go: row.parent };
    case "Enter":
    case " ":
      if (row.kind === "port") return { choose: true };
      if (row.kind === "node" && editable) return { edit: "value" };
      return open === null ? null : { open: row.key, to: !open };
    case "F2":
      return row.kind === "node" ? { edit: "name" } : null;
    case "Delete":
    case "Backspace":
      return row.kind === "group" ? null : { remove: true };
    default:
      return null;
  }
}
