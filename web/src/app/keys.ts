const MAC = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.platform);

/** How a key combination is shown to the person: Ctrl+Z, or ⌘Z on a Mac. */
export function showKeys(keys: string): string {
  return MAC ? keys.replace("Mod+", "⌘").replace("Shift+", "⇧") : keys.replace("Mod", "Ctrl");
}

type KeyLike = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** Whether an event is a combination like "Mod+Shift+Z", "Shift+1", "Delete" or "+". */
export function matches(event: KeyLike, combination: string): boolean {
  const parts = combination === "+" ? ["+"] : combination.split("+");
  const key = parts.at(-1) ?? "";
  const mod = parts.includes("Mod");
  if ((event.ctrlKey || event.metaKey) !== mod || event.altKey) return false;
  // Shift+1 is "!" on one keyboard and something else on another: the place of the key counts.
  if (/^\d$/.test(key)) return event.shiftKey === parts.includes("Shift") && event.code === `Digit${key}`;
  if (key.length === 1 && !/[a-z]/i.test(key)) return event.key === key;
  return event.shiftKey === parts.includes("Shift") && event.key.toLowerCase() === key.toLowerCase();
}

/** Whether the keys belong to a field in which the person types. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.type === "checkbox") return false;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}
