import type { Group } from "../document/types.ts";
import { compositeOf } from "../engine/catalogue.ts";

/** What a group is called: its name, or what it is. */
export function groupLabel(group: Group): string {
  return group.name || kindLabel(group);
}

/** "dense layer", "group". */
export function kindLabel(group: Group): string {
  return compositeOf(group.kind)?.label.toLowerCase() ?? group.kind;
}
