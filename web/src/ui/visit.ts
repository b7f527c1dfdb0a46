import { create } from "zustand";

/** What kind of visit this is: the address says it once, and the page obeys. */
export interface Visit {
  /** The page stands in a frame of somebody else's page. */
  readonly embedded: boolean;
  /** The panels that the embedding page has chosen, by id; null where all are offered. */
  readonly panels: ReadonlySet<string> | null;
  /** Whether the graph can be rebuilt; otherwise a reader plays with its numbers. */
  readonly editable: boolean;
  /** Whether what is done here is kept in this browser; otherwise it is gone with the page. */
  readonly kept: boolean;
  /** Only the canvas is shown, as on a projector. */
  readonly presenting: boolean;
}

/** The panels that an embedding page may choose. */
export const PANELS = ["palette", "inspector", "text", "steps"] as const;

export type PanelId = (typeof PANELS)[number];

const own: Visit = { embedded: false, panels: null, editable: true, kept: true, presenting: false };

/** Reads an address: /embed?panels=inspector,text is a frame, ?mode=view is for reading. */
export function visitOf({ pathname, search }: Pick<Location, "pathname" | "search">): Visit {
  const query = new URLSearchParams(search);
  if (/^\/embed(?:\/|$)/.test(pathname)) {
    const asked = new Set((query.get("panels") ?? "").split(",").slice(0, 16));
    const panels = new Set(PANELS.filter((id) => asked.has(id)));
    const editable = panels.has("palette") || panels.has("text");
    return { ...own, embedded: true, panels, editable, kept: false };
  }
  return query.get("mode") === "view" ? { ...own, editable: false, kept: false } : own;
}

export const useVisit = create<Visit>()(() => (typeof location === "undefined" ? own : visitOf(location)));

/** Whether a panel of this id belongs to this visit. */
export function offers({ panels }: Visit, id: string): boolean {
  return panels === null || panels.has(id);
}
