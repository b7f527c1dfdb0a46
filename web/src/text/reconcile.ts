import { newId } from "../document/naming.ts";
import type { Graph, GraphNode, Group, Position, Wire } from "../document/types.ts";

/** Between columns and rows of cards, where a new one is placed beside the others. */
const STEP = { x: 176, y: 110 };

/**
 * The graph that a text means, as a new version of the graph that is open: what is the same node keeps its id and its
 * place. Nodes are the same by their name; those that are unnamed, or have another name now, by what they do and what
 * they are wired to. A new node stands beside what it takes in; where most nodes are new, none has a place, and the
 * whole is laid out.
 */
export function reconcile(open: Graph, read: Graph): Graph {
  const ids = matchIds(open, read);
  const places = new Map(open.nodes.map((node) => [node.id, node.position]));
  const nodes = read.nodes.map((node): GraphNode => {
    const id = ids.get(node.id) ?? node.id;
    const { position: _, ...bare } = node;
    const position = places.get(id);
    return { ...bare, id, ...(position ? { position } : {}) };
  });
  const wires = read.wires.map((wire) => ({
    ...wire,
    from: ids.get(wire.from) ?? wire.from,
    to: ids.get(wire.to) ?? wire.to,
  }));
  const { definitions } = read;
  const groups = read.groups?.map((group) => renamed(group, ids));
  const structure = { ...(groups ? { groups } : {}), ...(definitions ? { definitions } : {}) };
  const graph = placed({ version: 1, title: open.title, nodes, wires, ...structure });
  return same(graph, open) ? open : graph;
}

/** A group over the ids that its nodes have in the open graph. */
function renamed(group: Group, ids: ReadonlyMap<string, string>): Group {
  const id = (node: string) => ids.get(node) ?? node;
  const passed = Object.entries(group.arguments ?? {}).map(([port, node]) => [port, id(node)]);
  return {
    ...group,
    members: group.members.map(id),
    ...(group.arguments ? { arguments: Object.fromEntries(passed) } : {}),
  };
}

/** For each node of what was read, the id that it has in the open graph. */
export function matchIds(open: Graph, read: Graph): Map<string, string> {
  const ids = new Map<string, string>();
  const free = new Set(open.nodes.map((node) => node.id));
  const take = (from: string, to: string) => {
    ids.set(from, to);
    free.delete(to);
  };
  const byName = new Map(open.nodes.flatMap((node) => (node.name ? [[node.name, node.id]] : [])));
  for (const node of read.nodes) {
    const known = node.name && byName.get(node.name);
    if (known && free.has(known)) take(node.id, known);
  }
  // What feeds a known node is known by that; then what a known node feeds. Again, until nothing more is found.
  for (let found = true; found; ) {
    found = false;
    for (const node of read.nodes) {
      if (ids.has(node.id)) continue;
      const candidates = open.nodes.filter(
        (other) => free.has(other.id) && other.op === node.op && related(open, read, ids, other, node),
      );
      const match = candidates.find((other) => !other.name) ?? candidates[0];
      if (!match) continue;
      take(node.id, match.id);
      found = true;
    }
  }
  const used = new Set(ids.values());
  for (const node of read.nodes) {
    if (ids.has(node.id)) continue;
    const id = used.has(node.id) ? newId(open, used) : node.id;
    ids.set(node.id, id);
    used.add(id);
  }
  return ids;
}

/** Whether two nodes feed the same port of the same node, or take the same in at every port. */
function related(
  open: Graph,
  read: Graph,
  ids: ReadonlyMap<string, string>,
  known: GraphNode,
  node: GraphNode,
): boolean {
  const feeds = read.wires.some(
    (wire) => wire.from === node.id && has(open.wires, known.id, ids.get(wire.to), wire.port),
  );
  const takes = read.wires.filter((wire) => wire.to === node.id);
  return (
    feeds ||
    (takes.length > 0 &&
      takes.every((wire) => {
        const from = ids.get(wire.from);
        return from !== undefined && has(open.wires, from, known.id, wire.port);
      }))
  );
}

function has(wires: readonly Wire[], from: string, to: string | undefined, port: string): boolean {
  return wires.some((wire) => wire.from === from && wire.to === to && wire.port === port);
}

function placed(graph: Graph): Graph {
  const unplaced = graph.nodes.filter((node) => !node.position).length;
  if (unplaced === 0) return graph;
  if (unplaced > graph.nodes.length / 2) {
    return { ...graph, nodes: graph.nodes.map(({ position: _, ...node }) => node) };
  }
  const places = new Map(graph.nodes.flatMap((node) => (node.position ? [[node.id, node.position]] : [])));
  // Nodes come in the order in which they can be computed, so that what a new one takes in has its place already.
  for (const node of graph.nodes) {
    if (!places.has(node.id)) places.set(node.id, freePlace(besides(graph, node.id, places), places));
  }
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? { x: 0, y: 0 } })),
  };
}

function besides(graph: Graph, id: string, places: ReadonlyMap<string, Position>): Position {
  const sources = graph.wires.flatMap((wire) => (wire.to === id ? (places.get(wire.from) ?? []) : []));
  if (sources.length > 0) {
    const y = sources.reduce((sum, place) => sum + place.y, 0) / sources.length;
    return { x: Math.max(...sources.map((place) => place.x)) + STEP.x, y: Math.round(y) };
  }
  const targets = graph.wires.flatMap((wire) => (wire.from === id ? (places.get(wire.to) ?? []) : []));
  const [target] = targets;
  if (target) return { x: target.x - STEP.x, y: target.y };
  const all = [...places.values()];
  if (all.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...all.map(({ x }) => x)), y: Math.max(...all.map(({ y }) => y)) + STEP.y };
}

function freePlace(wish: Position, places: ReadonlyMap<string, Position>): Position {
  const all = [...places.values()];
  let { y } = wish;
  while (
    all.some((other) => Math.abs(other.x - wish.x) < STEP.x - 20 && Math.abs(other.y - y) < STEP.y - 10)
  ) {
    y += STEP.y;
  }
  return { x: wish.x, y };
}

/** Whether two graphs are the same but for the order in which things are listed. */
function same(a: Graph, b: Graph): boolean {
  const nodes = (graph: Graph) =>
    graph.nodes.map(({ id, op, name, settings }) => JSON.stringify([id, op, name, sorted(settings)])).sort();
  const wires = (graph: Graph) =>
    graph.wires.map(({ from, to, port }) => JSON.stringify([from, to, port])).sort();
  const structure = (graph: Graph) => JSON.stringify([graph.groups ?? [], graph.definitions ?? []]);
  return (
    nodes(a).join() === nodes(b).join() &&
    wires(a).join() === wires(b).join() &&
    structure(a) === structure(b)
  );
}

function sorted(settings: GraphNode["settings"]): unknown {
  return Object.entries(settings ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
