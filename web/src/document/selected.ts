import { announce } from "../ui/announce.tsx";
import { excerpt, paste, remove } from "./commands.ts";
import { groupingOf, groupsWithin } from "./grouping.ts";
import { group, ungroup } from "./groups.ts";
import { select, useSelection } from "./selection.ts";
import { apply, currentGraph } from "./store.ts";

/** What can be done to whatever is selected; each a step to undo. */

export function removeSelection(): void {
  const { nodes, wires } = useSelection.getState();
  if (nodes.size + wires.size === 0) return;
  apply((graph) => remove(graph, nodes, wires));
  announce("Removed.");
}

export function duplicateSelection(): void {
  const graph = currentGraph();
  const fragment = excerpt(graph, useSelection.getState().nodes);
  if (fragment.nodes.length === 0) return;
  let ids: string[] = [];
  apply((current) => {
    const pasted = paste(current, fragment, { x: 32, y: 32 });
    ids = pasted.ids;
    return pasted.graph;
  });
  select(ids);
}

/** Makes a group of the selected nodes. */
export function groupSelection(): void {
  const made = group(currentGraph(), useSelection.getState().nodes);
  if (!made) {
    announce("Select the nodes first that shall stand in the group.");
    return;
  }
  apply(() => made.graph);
  const members = groupingOf(made.graph).within(made.id);
  select(members);
  announce(`${members.length} nodes grouped.`);
}

/** Takes the selected groups away; their nodes stay, and stay selected. */
export function ungroupSelection(): void {
  const graph = currentGraph();
  const groups = groupsWithin(graph, useSelection.getState().nodes);
  if (groups.length === 0) {
    announce("No whole group is selected.");
    return;
  }
  apply((current) => groups.reduce((next, { id }) => ungroup(next, id), current));
  announce("Ungrouped.");
}
