import type { Shared } from "../server/graphs.ts";
import { shelf } from "../ui/shelf.ts";

/** The path of a graph on this server. */
export function pathOf(id: string): string {
  return `/g/${id}`;
}

/** The address of a graph on this server. */
export function linkOf(id: string, origin = location.origin): string {
  return origin + pathOf(id);
}

/** A link that shows one revision for ever, whatever is shared later. */
export function fixed(link: string, revision: number): string {
  return `${link}@${revision}`;
}

/** The id in the address of a graph, with the revision it names if any, in a frame or not; null for any other address. */
export function idOf(pathname: string): string | null {
  return /^\/(?:g|embed)\/([A-Za-z0-9_-]{1,64}(?:@[1-9][0-9]{0,8})?)\/?$/.exec(pathname)?.[1] ?? null;
}

const key = (document: string) => `chainrule.share.${document}`;

/** The link that a document of this browser was shared under, with the right to change what it shows. */
export function recallShare(document: string, storage: Storage = shelf()): Shared | null {
  try {
    const kept = JSON.parse(storage.getItem(key(document)) ?? "null") as Shared | null;
    return kept && typeof kept.id === "string" && typeof kept.editToken === "string" ? kept : null;
  } catch {
    return null;
  }
}

export function rememberShare(document: string, shared: Shared | null, storage: Storage = shelf()): void {
  try {
    if (shared) storage.setItem(key(document), JSON.stringify(shared));
    else storage.removeItem(key(document));
  } catch {
    // Then the next share makes a new link.
  }
}
