import type { ReactFlowInstance } from "@xyflow/react";
import type { Position } from "../document/types.ts";
import type { FlowEdge, FlowNode } from "./flow.ts";

let flow: ReactFlowInstance<FlowNode, FlowEdge> | null = null;
let frame: HTMLElement | null = null;

/** The canvas says that it is there, and where. */
export function attachViewport(
  instance: ReactFlowInstance<FlowNode, FlowEdge> | null,
  element: HTMLElement | null,
) {
  flow = instance;
  frame = element;
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const duration = () => (still() ? 0 : 220);

/** What floats over the lower edge of the canvas takes so many pixels of it. */
let below = 0;

/** Shows the whole graph, or these nodes of it; never closer than life size by much. */
export function fitAll(animate = true, only: Iterable<string> = []): void {
  const nodes = [...only].map((id) => ({ id }));
  void flow?.fitView({
    padding: below > 0 ? { top: "7%", x: "7%", bottom: `${below}px` } : 0.07,
    maxZoom: 1.15,
    duration: animate ? duration() : 0,
    ...(nodes.length > 0 ? { nodes } : {}),
  });
}

/** Something large floats over the lower edge from now on, so many pixels high: what was seen as a whole still is. */
export function reserveBelow(pixels: number): void {
  const more = pixels > below && seesAll();
  below = pixels;
  if (more) fitAll();
}

/** Moves the view just so far that these nodes are seen, clear of what floats over the lower edge. */
export function follow(ids: readonly string[]): void {
  const box = frame?.getBoundingClientRect();
  const nodes = flow && ids.flatMap((id) => flow?.getNode(id) ?? []);
  if (!flow || !box || !nodes || nodes.length === 0) return;
  const { x, y, zoom } = flow.getViewport();
  const bounds = flow.getNodesBounds(nodes);
  const by = (start: number, size: number, room: number) => {
    if (size > room - 2 * EDGE) return 0;
    return Math.max(0, EDGE - start) - Math.max(0, start + size + EDGE - room);
  };
  const right = by(bounds.x * zoom + x, bounds.width * zoom, box.width);
  const down = by(bounds.y * zoom + y, bounds.height * zoom, box.height - below);
  if (right !== 0 || down !== 0)
    void flow.setViewport({ x: x + right, y: y + down, zoom }, { duration: duration() });
}

/** What is followed keeps so many pixels from the edge. */
const EDGE = 20;

/** Shows the whole graph as large as it can be read from the last row. */
export function fitLarge(): void {
  void flow?.fitView({ padding: 0.05, maxZoom: 2.4, duration: duration() });
}

export function zoomIn(): void {
  void flow?.zoomIn({ duration: duration() });
}

export function zoomOut(): void {
  void flow?.zoomOut({ duration: duration() });
}

export function zoomToLifeSize(): void {
  void flow?.zoomTo(1, { duration: duration() });
}

/** Moves the view just so far that these nodes are seen, if the edge of the canvas hides them. */
export function reveal(ids: Iterable<string>, animate = true): void {
  const box = frame?.getBoundingClientRect();
  const nodes = flow && [...ids].flatMap((id) => flow?.getNode(id) ?? []);
  if (!flow || !box || !nodes || nodes.length === 0) return;
  const { x, y, zoom } = flow.getViewport();
  const bounds = flow.getNodesBounds(nodes);
  const dx = hidden(bounds.x * zoom + x, bounds.width * zoom, box.width);
  const dy = hidden(bounds.y * zoom + y, bounds.height * zoom, box.height);
  if (dx === 0 && dy === 0) return;
  void flow.setViewport({ x: x - dx, y: y - dy, zoom }, { duration: animate ? duration() : 0 });
}

/** How far a stretch has to move to lie within the room with a margin; what is longer than the room stays. */
function hidden(from: number, length: number, room: number): number {
  const margin = 24;
  if (length > room - 2 * margin) return 0;
  return Math.min(0, from - margin) + Math.max(0, from + length + margin - room);
}

/** Frames to wait for a card that has just come into view to be drawn. */
const FRAMES = 12;

/** Gives the keyboard to a node, once it is drawn. */
export function focusNode(id: string): void {
  focusCard(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}

/** Gives the keyboard to the canvas: to the node that the Tab key would go to. */
export function focusCanvas(): void {
  focusCard(".react-flow__node[tabindex='0']");
}

/** A card that has not been measured yet is hidden, and what is hidden takes no keyboard. */
function focusCard(selector: string, frames = FRAMES): void {
  requestAnimationFrame(() => {
    const card = frame?.querySelector<HTMLElement>(selector);
    card?.focus({ preventScroll: true });
    if (document.activeElement !== card && frames > 0) focusCard(selector, frames - 1);
  });
}

/** Where a point of the window lies in the graph. */
export function toGraph(client: Position): Position {
  return flow?.screenToFlowPosition(client) ?? client;
}

/** The middle of what is seen, as a point of the window. */
export function middle(): Position {
  const box = frame?.getBoundingClientRect();
  return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : { x: 0, y: 0 };
}

/** Whether a point of the window lies on the canvas. */
export function isOnCanvas(client: Position): boolean {
  const box = frame?.getBoundingClientRect();
  return (
    box !== undefined &&
    client.x >= box.left &&
    client.x <= box.right &&
    client.y >= box.top &&
    client.y <= box.bottom
  );
}

/** Where a card or a frame is drawn. */
export function placeOf(id: string): Position | null {
  return flow?.getNode(id)?.position ?? null;
}

/** A card or a frame as it is drawn. */
export function boxOfCard(id: string): { x: number; y: number; width: number; height: number } | null {
  const node = flow?.getNode(id);
  if (!node) return null;
  return { ...node.position, width: node.measured?.width ?? 116, height: node.measured?.height ?? 88 };
}

/** Shows what is selected, as large as it fits. */
export function fitCards(ids: readonly string[]): void {
  if (ids.length > 0)
    void flow?.fitView({
      nodes: ids.map((id) => ({ id })),
      padding: 0.2,
      maxZoom: 1.4,
      duration: duration(),
    });
}

/** The sizes of the cards as they are drawn. */
export function sizes(): Map<string, { width: number; height: number }> {
  return new Map(
    (flow?.getNodes() ?? []).map((node) => [
      node.id,
      { width: node.measured?.width ?? 116, height: node.measured?.height ?? 88 },
    ]),
  );
}

/** Whether the whole graph is seen, or was when the canvas was larger by so many pixels at the right and the bottom. */
export function seesAll(more: { right?: number; bottom?: number } = {}): boolean {
  const box = frame?.getBoundingClientRect();
  const nodes = flow?.getNodes() ?? [];
  if (!flow || !box || nodes.length === 0) return false;
  const { x, y, width, height } = flow.getNodesBounds(nodes);
  const first = flow.flowToScreenPosition({ x, y });
  const last = flow.flowToScreenPosition({ x: x + width, y: y + height });
  return (
    first.x >= box.left &&
    first.y >= box.top &&
    last.x <= box.right + (more.right ?? 0) &&
    last.y <= box.bottom + (more.bottom ?? 0)
  );
}

/** After a group has changed its size: the whole graph is seen again if it was, else at least the group. */
export function keepInSight(group: string, whole: boolean): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const box = frame?.getBoundingClientRect();
      const card = boxOfCard(`group:${group}`);
      if (!flow || !box || !card) return;
      if (whole) {
        if (!seesAll()) fitAll();
        return;
      }
      const from = flow.flowToScreenPosition(card);
      const to = flow.flowToScreenPosition({ x: card.x + card.width, y: card.y + card.height });
      if (from.x < box.left || from.y < box.top || to.x > box.right || to.y > box.bottom) {
        fitCards([`group:${group}`]);
      }
    }),
  );
}

/** What there is to draw: the element that holds nodes and wires, and the part of the graph's plane that the nodes take. */
export function drawnArea(): {
  element: HTMLElement;
  x: number;
  y: number;
  width: number;
  height: number;
} | null {
  const element = frame?.querySelector<HTMLElement>(".react-flow__viewport");
  const nodes = flow?.getNodes() ?? [];
  return element && flow && nodes.length > 0 ? { element, ...flow.getNodesBounds(nodes) } : null;
}
