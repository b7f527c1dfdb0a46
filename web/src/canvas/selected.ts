import { groupingOf, groupOf } from "../document/grouping.ts";
import { useSelection } from "../document/selection.ts";
import { currentGraph } from "../document/store.ts";
import type { Group } from "../document/types.ts";
import { announce } from "../ui/announce.tsx";
import { showNextGrain } from "./lens.ts";
import { cardId, sceneOf } from "./scene.ts";
import { toggleGroup } from "./toggleGroup.ts";
import { fitCards } from "./viewport.ts";

function selectedGroup(): Group | null {
  const group = groupOf(currentGraph(), useSelection.getState().nodes);
  if (!group) announce("Select a group first.");
  return group;
}

/** Opens or closes the selected group; from a single node in it, closes the innermost open one around it. */
export function toggleSelectedGroup(): void {
  const graph = currentGraph();
  const { nodes } = useSelection.getState();
  const focused = document.activeElement?.closest<HTMLElement>(".react-flow__node")?.dataset.id ?? "";
  const [first = focused] = nodes;
  const around = groupingOf(graph)
    .path(first)
    .findLast((group) => group.open);
  const group = groupOf(graph, nodes) ?? around;
  if (group) void toggleGroup(group.id);
  else announce("Select a group first, or a node in one.");
}

export function nextGrain(): void {
  const group = selectedGroup();
  if (group) void showNextGrain(group.id);
}

export function zoomToSelection(): void {
  const { cardOf } = sceneOf(currentGraph());
  const cards = [...useSelection.getState().nodes].map((id) => {
    const closed = cardOf.get(id);
    return closed === undefined ? id : cardId(closed);
  });
  fitCards([...new Set(cards)]);
}
