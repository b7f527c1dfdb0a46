import type { PanelId } from "../ui/visit.ts";

export interface Frame {
  panels: readonly PanelId[];
  width: number;
  height: number;
}

export const LIMITS = { width: { min: 280, max: 2000 }, height: { min: 200, max: 1600 } };

/** The address of a frame; `place` is what names the graph: /id of a stored one, or the hash that carries it. */
export function frameAddress(place: string, panels: readonly PanelId[], origin: string): string {
  const query = panels.length > 0 ? `?panels=${panels.join(",")}` : "";
  return place.startsWith("#") ? `${origin}/embed${query}${place}` : `${origin}/embed${place}${query}`;
}

/** What a person puts into their own page. */
export function frameSnippet(address: string, title: string, { width, height }: Frame): string {
  return `<iframe src="${escaped(address)}" width="${width}" height="${height}" style="border: 1px solid #ddd" title="${escaped(title)}" loading="lazy"></iframe>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
