import { NodeToolbar, Position, useStore } from "@xyflow/react";
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  ChevronsDownUp,
  ChevronsUpDown,
  Copy,
  Group as GroupIcon,
  Trash2,
  Ungroup,
} from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { groupOf, groupsWithin } from "../document/grouping.ts";
import {
  duplicateSelection,
  groupSelection,
  removeSelection,
  ungroupSelection,
} from "../document/selected.ts";
import { useSelection } from "../document/selection.ts";
import { useDocument } from "../document/store.ts";
import { IconButton } from "../ui/Button.tsx";
import { type Alignment, arrange } from "./arrange.ts";
import { GrainSwitch } from "./GrainSwitch.tsx";
import { cardId, sceneOf } from "./scene.ts";
import { toggleGroup } from "./toggleGroup.ts";
import "./SelectionToolbar.css";

/** More than this is not measured for the sake of a toolbar. */
const MANY = 150;

const alignments: readonly (readonly [Alignment, string, ReactNode])[] = [
  ["left", "Align left", <AlignStartVertical key="left" size={15} />],
  ["centre", "Align centres", <AlignCenterVertical key="centre" size={15} />],
  ["right", "Align right", <AlignEndVertical key="right" size={15} />],
  ["top", "Align tops", <AlignStartHorizontal key="top" size={15} />],
  ["middle", "Align middles", <AlignCenterHorizontal key="middle" size={15} />],
  ["bottom", "Align bottoms", <AlignEndHorizontal key="bottom" size={15} />],
  ["across", "Distribute across", <AlignHorizontalDistributeCenter key="across" size={15} />],
  ["down", "Distribute down", <AlignVerticalDistributeCenter key="down" size={15} />],
];

/** Over a selection of several nodes: what can be done to them together. */
export function SelectionToolbar() {
  const selected = useSelection((selection) => selection.nodes);
  if (selected.size < 2 || selected.size > MANY) return null;
  return <Toolbar selected={selected} />;
}

function Toolbar({ selected }: { selected: ReadonlySet<string> }) {
  const graph = useDocument((state) => state.graph);
  const busy = useStore((state) => state.userSelectionActive || isDragged(state.nodes));
  const cards = useMemo(() => cardsOf(graph, selected), [graph, selected]);
  const align = useStore(({ nodeLookup, transform, width }) => {
    const at = nodeLookup.get(cards[0] ?? "")?.internals.positionAbsolute.x ?? 0;
    const x = at * transform[2] + transform[0];
    return x < width / 3 ? "start" : x > (2 * width) / 3 ? "end" : "center";
  });
  if (busy) return null;
  const whole = groupOf(graph, selected);
  const hasGroups = groupsWithin(graph, selected).length > 0;
  return (
    <NodeToolbar nodeId={cards} isVisible position={Position.Top} align={align} offset={12}>
      <div
        className="selectionToolbar nodrag nopan"
        role="toolbar"
        aria-label="Selection"
        data-testid="selection-toolbar"
      >
        {whole && !whole.open && <GrainSwitch group={whole} />}
        {whole && (
          <IconButton
            label={whole.open ? "Close the group" : "Open the group"}
            keys="Enter"
            data-testid="toggle-group"
            onClick={() => void toggleGroup(whole.id)}
          >
            {whole.open ? <ChevronsDownUp size={15} /> : <ChevronsUpDown size={15} />}
          </IconButton>
        )}
        {cards.length > 1 && !whole && (
          <>
            {alignments.slice(0, cards.length > 2 ? undefined : 6).map(([to, label, icon]) => (
              <IconButton key={to} label={label} data-align={to} onClick={() => arrange(to)}>
                {icon}
              </IconButton>
            ))}
            <span className="selectionToolbar-line" />
          </>
        )}
        {!whole && (
          <IconButton label="Group" keys="Ctrl+G" data-testid="group" onClick={groupSelection}>
            <GroupIcon size={15} />
          </IconButton>
        )}
        {hasGroups && (
          <IconButton label="Ungroup" keys="Ctrl+Shift+G" data-testid="ungroup" onClick={ungroupSelection}>
            <Ungroup size={15} />
          </IconButton>
        )}
        <IconButton label="Duplicate" keys="Ctrl+D" onClick={duplicateSelection}>
          <Copy size={15} />
        </IconButton>
        <IconButton label="Delete" keys="Delete" onClick={removeSelection}>
          <Trash2 size={15} />
        </IconButton>
      </div>
    </NodeToolbar>
  );
}

function isDragged(nodes: readonly { dragging?: boolean }[]): boolean {
  return nodes.some((node) => node.dragging);
}

/** The ids of what is drawn of a selection. */
function cardsOf(graph: Parameters<typeof sceneOf>[0], selected: ReadonlySet<string>): string[] {
  const scene = sceneOf(graph);
  const whole = groupOf(graph, selected);
  if (whole) return [cardId(whole.id)];
  const cards = [...selected].map((id) => {
    const closed = scene.cardOf.get(id);
    return closed === undefined ? id : cardId(closed);
  });
  return [...new Set(cards)];
}
