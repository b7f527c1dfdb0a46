import { groupingOf } from "../document/grouping.ts";
import {
  type Graph,
  type GraphNode,
  type Group,
  type Position,
  type Wire,
  wireKey,
} from "../document/types.ts";
import { opOf, shownPorts } from "../engine/catalogue.ts";

/** A closed group: one card that stands for its nodes. */
export interface ClosedGroup {
  readonly group: Group;
  /** Ids of the nodes it stands for, in the order of the document. */
  readonly members: readonly string[];
  /** The ports of its nodes that are wired from outside or wait to be, by the keys of their wires. */
  readonly ins: readonly ClosedPort[];
  /** The nodes whose values leave it, or at which it ends. */
  readonly outs: readonly string[];
}

export interface ClosedPort {
  readonly key: string;
  readonly node: string;
  readonly port: string;
}

/** An open group: a frame around what it holds. */
export interface OpenGroup {
  readonly group: Group;
  /** Ids of the nodes in it, at any depth. */
  readonly members: readonly string[];
  /** The frames around it. */
  readonly depth: number;
}

export interface SceneWire {
  readonly key: string;
  readonly wire: Wire;
  readonly source: string;
  readonly sourceHandle: string;
  readonly target: string;
  readonly targetHandle: string;
}

/** What there is to draw of a document: the nodes that no closed group hides, cards and frames for groups, and wires between them. */
export interface Scene {
  readonly nodes: readonly GraphNode[];
  readonly closed: readonly ClosedGroup[];
  readonly open: readonly OpenGroup[];
  readonly wires: readonly SceneWire[];
  /** How many ports each node shows. */
  readonly ports: ReadonlyMap<string, number>;
  /** The card that stands for a hidden node, by the node's id. */
  readonly cardOf: ReadonlyMap<string, string>;
}

const OUT = "out";

/** The id of a group's card or frame among the things drawn. */
export function cardId(group: string): string {
  return `group:${group}`;
}

/** The group that a card or a frame is drawn for; null for a node. */
export function groupOfCard(id: string): string | null {
  return id.startsWith("group:") ? id.slice("group:".length) : null;
}

/** The end of a wire in the document, from the end that was drawn: the handles of a closed group name its nodes. */
export function nodeAtOutput(id: string, handle: string | null | undefined): string {
  return groupOfCard(id) === null ? id : (handle ?? "").slice(OUT.length + 1);
}

export function portAtInput(id: string, handle: string | null | undefined): Pick<Wire, "to" | "port"> {
  if (groupOfCard(id) === null) return { to: id, port: handle ?? "" };
  const at = handle?.lastIndexOf(":") ?? -1;
  return { to: handle?.slice(0, at) ?? "", port: handle?.slice(at + 1) ?? "" };
}

export function outHandle(node: string): string {
  return `${OUT}:${node}`;
}

let last: { graph: Graph; scene: Scene } | null = null;

export function sceneOf(graph: Graph): Scene {
  if (last?.graph === graph) return last.scene;
  const scene = last && onlyMoved(graph, last.graph) ? moved(graph, last) : sceneAnew(graph);
  last = { graph, scene };
  return scene;
}

/** Whether two graphs differ in nothing but where their nodes stand: so it is at every frame of a drag. */
function onlyMoved(graph: Graph, before: Graph): boolean {
  return (
    graph.wires === before.wires &&
    graph.groups === before.groups &&
    graph.nodes.length === before.nodes.length &&
    graph.nodes.every((node, i) => {
      const other = before.nodes[i];
      return node === other || (node.id === other?.id && node.op === other.op);
    })
  );
}

/** The scene with the nodes as they are now; all else is the same. */
function moved(graph: Graph, before: { graph: Graph; scene: Scene }): Scene {
  const { scene } = before;
  if (scene.cardOf.size === 0) return { ...scene, nodes: graph.nodes };
  return { ...scene, nodes: graph.nodes.filter((node) => !scene.cardOf.has(node.id)) };
}

function sceneAnew(graph: Graph): Scene {
  const grouping = groupingOf(graph);
  const filled = new Map<string, Set<string>>();
  for (const wire of graph.wires) {
    const ports = filled.get(wire.to);
    if (ports) ports.add(wire.port);
    else filled.set(wire.to, new Set([wire.port]));
  }
  const shown = (node: GraphNode) =>
    shownPorts(opOf(node.op), (port) => filled.get(node.id)?.has(port) ?? false);

  const nodes: GraphNode[] = [];
  const cardOf = new Map<string, string>();
  const hidden = new Map<string, GraphNode[]>();
  const open = new Map<Group, string[]>();
  const ports = new Map<string, number>();
  for (const node of graph.nodes) {
    const path = grouping.path(node.id);
    const closed = path.find((group) => !group.open);
    for (const group of path) {
      if (group === closed) break;
      const members = open.get(group);
      if (members) members.push(node.id);
      else open.set(group, [node.id]);
    }
    if (closed) {
      cardOf.set(node.id, closed.id);
      const members = hidden.get(closed.id);
      if (members) members.push(node);
      else hidden.set(closed.id, [node]);
    } else {
      nodes.push(node);
      ports.set(node.id, shown(node).length);
    }
  }

  const known = new Set(graph.nodes.map((node) => node.id));
  const wires: SceneWire[] = [];
  const leaving = new Set<string>();
  const used = new Set<string>();
  const entering = new Map<string, ClosedPort[]>();
  for (const wire of graph.wires) {
    // A wire to nowhere is the engine's to complain about, and cannot be drawn.
    if (!known.has(wire.from) || !known.has(wire.to)) continue;
    used.add(wire.from);
    const from = cardOf.get(wire.from);
    const to = cardOf.get(wire.to);
    if (from !== undefined && from === to) continue;
    const key = wireKey(wire);
    if (from !== undefined) leaving.add(wire.from);
    if (to !== undefined) {
      entering.set(to, [...(entering.get(to) ?? []), { key, node: wire.to, port: wire.port }]);
    }
    wires.push({
      key,
      wire,
      source: from === undefined ? wire.from : cardId(from),
      sourceHandle: from === undefined ? OUT : outHandle(wire.from),
      target: to === undefined ? wire.to : cardId(to),
      targetHandle: to === undefined ? wire.port : key,
    });
  }

  const closed = [...hidden].flatMap(([id, members]): ClosedGroup[] => {
    const group = graph.groups?.find((other) => other.id === id);
    if (!group) return [];
    const waiting = members.flatMap((node) =>
      shown(node)
        .filter((port) => !port.optional && !filled.get(node.id)?.has(port.name))
        .map((port) => ({
          key: wireKey({ to: node.id, port: port.name }),
          node: node.id,
          port: port.name,
        })),
    );
    return [
      {
        group,
        members: members.map((node) => node.id),
        ins: [...(entering.get(id) ?? []), ...waiting],
        outs: members.filter(({ id: node }) => leaving.has(node) || !used.has(node)).map((node) => node.id),
      },
    ];
  });
  return {
    nodes,
    closed,
    open: [...open].map(([group, members]) => ({
      group,
      members,
      depth: grouping.pathOf(group).length - 1,
    })),
    wires,
    ports,
    cardOf,
  };
}

/** Where the card of a closed group stands: in the middle of the nodes it stands for. */
export function cardPlace(members: readonly GraphNode[]): Position | null {
  const xs = members.flatMap((node) => node.position?.x ?? []);
  const ys = members.flatMap((node) => node.position?.y ?? []);
  if (xs.length === 0) return null;
  const middle = (all: readonly number[]) => Math.round((Math.min(...all) + Math.max(...all)) / 2);
  return { x: middle(xs), y: middle(ys) };
}
