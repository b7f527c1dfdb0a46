import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { move } from "../document/commands.ts";
import { groupingOf } from "../document/grouping.ts";
import { select, useSelection } from "../document/selection.ts";
import { apply, currentGraph, documentStore, endGesture } from "../document/store.ts";
import type { Graph, Position } from "../document/types.ts";
import { announce } from "../ui/announce.tsx";
import { useVisit } from "../ui/visit.ts";
import type { FlowNode } from "./flow.ts";
import { cardId, cardPlace, groupOfCard, type Scene, sceneOf } from "./scene.ts";
import { toggleGroup } from "./toggleGroup.ts";
import { focusCanvas, focusNode, reveal } from "./viewport.ts";
import { cancelWiring, startWiring, takeWireTo, useWiring } from "./wiring.ts";

export type Direction = "left" | "right" | "up" | "down";

const arrows: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** How far a nudge moves a card, plainly and with Alt held. */
const NUDGE = { coarse: 20, fine: 2 };

/** The keys of a node that has the keyboard, as the sheet of shortcuts shows them. */
export const canvasKeys = [
  { id: "canvasWalk", label: "Walk from node to node along the wires", keys: ["arrow keys"] },
  { id: "canvasNudge", label: "Move a node; finely with Alt", keys: ["Shift+arrow keys"] },
  { id: "canvasEnter", label: "Select a node; again, to set its number or read it in full", keys: ["Enter"] },
  { id: "canvasWire", label: "Draw a wire: walk to a node, Enter, choose its input", keys: ["W"] },
] as const;

/** Where the keyboard goes from a node: along a wire to the left and right, else to the nearest card that way. */
export function neighbour(graph: Graph, id: string, direction: Direction): string | null {
  const at = graph.nodes.find((node) => node.id === id)?.position;
  if (!at) return null;
  const along = graph.wires.flatMap((wire) => {
    if (direction === "left" && wire.to === id) return wire.from;
    return direction === "right" && wire.from === id ? wire.to : [];
  });
  const others = graph.nodes.filter((node) => node.id !== id && node.position);
  const wired = others.filter((node) => along.includes(node.id));
  const distance = ({ x, y }: Position) => {
    const ahead = direction === "left" ? at.x - x : direction === "right" ? x - at.x : 0;
    const aside = direction === "up" ? at.y - y : direction === "down" ? y - at.y : 0;
    const sideways = direction === "left" || direction === "right" ? Math.abs(y - at.y) : Math.abs(x - at.x);
    const forward = ahead + aside;
    // What lies more aside than ahead is not that way.
    return forward <= 0 || sideways > 2 * forward ? Number.POSITIVE_INFINITY : forward + 2 * sideways;
  };
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const node of wired.length > 0 ? wired : others) {
    if (!node.position) continue;
    const far = wired.length > 0 ? Math.abs(node.position.y - at.y) : distance(node.position);
    if (far < least) {
      least = far;
      best = node.id;
    }
  }
  return best;
}

/** The graph as it is drawn, with a closed group as one node. */
function drawnGraph(graph: Graph, scene: Scene): Graph {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const cards = scene.closed.map(({ group, members }) => {
    const position = cardPlace(members.flatMap((member) => byId.get(member) ?? []));
    return { id: cardId(group.id), op: group.kind, ...(position ? { position } : {}) };
  });
  const wires = scene.wires.map(({ source, target, key }) => ({ from: source, to: target, port: key }));
  return { ...graph, nodes: [...scene.nodes, ...cards], wires };
}

/** The node that a wire to a closed group enters first, and the one that it leaves from. */
function entranceOf(id: string): string {
  return closedOf(id)?.ins[0]?.node ?? id;
}

function exitOf(id: string): string {
  return closedOf(id)?.outs[0] ?? id;
}

function closedOf(id: string) {
  return groupOfCard(id) === null
    ? undefined
    : sceneOf(currentGraph()).closed.find(({ group }) => cardId(group.id) === id);
}

/** The node whose card, and not a number in it, has the keyboard. */
function nodeOf(event: KeyboardEvent): string | null {
  const { target } = event;
  const isCard = target instanceof HTMLElement && target.classList.contains("react-flow__node");
  return isCard ? (target.dataset.id ?? null) : null;
}

interface Ears {
  /** A node that is selected already is to be seen in full. */
  onOpen(id: string): void;
}

/** The canvas by the keyboard: hears the keys before React Flow does. */
export function useCanvasKeys({ onOpen }: Ears) {
  const onKeyDownCapture = useCallback(
    (event: KeyboardEvent) => {
      const id = nodeOf(event);
      if (id === null || event.ctrlKey || event.metaKey) return;
      const group = groupOfCard(id);
      const direction = arrows[event.key];
      if (direction && (event.shiftKey || event.altKey)) nudge(id, direction, event.altKey);
      else if (direction) walk(id, direction);
      else if (event.key === "Enter" && useWiring.getState().from !== null) takeWireTo(entranceOf(id));
      else if (group !== null && event.key === "Enter") void toggleGroup(group);
      else if (group !== null && event.key === " ") select(groupingOf(currentGraph()).within(group));
      else if (event.key === "Enter" && useSelection.getState().nodes.has(id)) openNumber(event, id, onOpen);
      else if (event.key === "Escape" && useWiring.getState().from !== null) cancelWiring();
      else if (event.key.toLowerCase() === "w" && useVisit.getState().editable) startWiring(exitOf(id));
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    [onOpen],
  );
  const onKeyUp = useCallback((event: KeyboardEvent) => {
    if (arrows[event.key]) endGesture();
  }, []);
  return { onKeyDownCapture, onKeyUp };
}

function walk(id: string, direction: Direction): void {
  const graph = currentGraph();
  const scene = sceneOf(graph);
  const open = scene.open.find(({ group }) => cardId(group.id) === id);
  const next = open ? (open.members[0] ?? null) : neighbour(drawnGraph(graph, scene), id, direction);
  if (next === null) {
    announce("No node that way.");
    return;
  }
  reveal([next], false);
  focusNode(next);
}

const steps: Record<Direction, Position> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** Moves the node, with all that is selected if it is. */
function nudge(id: string, direction: Direction, fine: boolean): void {
  if (!useVisit.getState().editable) return;
  const { nodes } = useSelection.getState();
  const group = groupOfCard(id);
  const own = group === null ? [id] : groupingOf(currentGraph()).within(group);
  const moved = own.every((member) => nodes.has(member)) ? nodes : new Set(own);
  const by = fine ? NUDGE.fine : NUDGE.coarse;
  apply((graph) => {
    const positions = graph.nodes.flatMap(({ id: own, position }) =>
      position && moved.has(own)
        ? [
            [
              own,
              { x: position.x + by * steps[direction].x, y: position.y + by * steps[direction].y },
            ] as const,
          ]
        : [],
    );
    return move(graph, new Map(positions));
  }, "nudge");
}

/** Enter on a node that is selected: to its number if it has one to set, else to the inspector. */
function openNumber(event: KeyboardEvent, id: string, onOpen: (id: string) => void): void {
  const card = event.target instanceof HTMLElement ? event.target : null;
  const number = card?.querySelector<HTMLElement>("[role=spinbutton]");
  if (number) number.focus();
  else onOpen(id);
}

/** What the nodes of the canvas are to the Tab key: one stop, the node that had the keyboard last. */
export function useOneTabStop(nodes: FlowNode[]): {
  nodes: FlowNode[];
  onFocus(event: React.FocusEvent): void;
} {
  const [stop, setStop] = useState<string | null>(null);
  const cache = useRef(new WeakMap<FlowNode, { on: FlowNode; off: FlowNode }>());
  const selected = useSelection((selection) => [...selection.nodes][0] ?? null);
  const here = [stop, selected].find((id) => nodes.some((node) => node.id === id)) ?? nodes[0]?.id;
  const stopped = useMemo(
    () =>
      nodes.map((node) => {
        let both = cache.current.get(node);
        if (!both) {
          both = {
            on: { ...node, domAttributes: { tabIndex: 0 } },
            off: { ...node, domAttributes: { tabIndex: -1 } },
          };
          cache.current.set(node, both);
        }
        return node.id === here ? both.on : both.off;
      }),
    [nodes, here],
  );
  const onFocus = useCallback((event: React.FocusEvent) => {
    const id = event.target.classList.contains("react-flow__node")
      ? event.target.getAttribute("data-id")
      : null;
    if (id !== null) setStop(id);
  }, []);
  return { nodes: stopped, onFocus };
}

/** A node that had the keyboard and is gone leaves it to the nearest one; in another document, to the first. */
documentStore.subscribe((state, before) => {
  if (state.graph === before.graph) return;
  const focused = document.activeElement?.closest<HTMLElement>(".react-flow__node")?.dataset.id;
  if (focused === undefined) return;
  const left = state.graph.nodes.map((node) => node.id);
  if (state.key !== before.key) focusCanvas();
  else if (!left.includes(focused)) focusNode(nearest(before.graph, focused, new Set(left)) ?? "");
});

/** The node nearest to one, among those that are left. */
export function nearest(graph: Graph, id: string, left: ReadonlySet<string>): string | null {
  const at = graph.nodes.find((node) => node.id === id)?.position ?? { x: 0, y: 0 };
  const far = ({ position }: { position?: Position }) =>
    position ? Math.hypot(position.x - at.x, position.y - at.y) : Number.POSITIVE_INFINITY;
  const candidates = graph.nodes.filter((node) => left.has(node.id));
  return candidates.sort((a, b) => far(a) - far(b))[0]?.id ?? null;
}
