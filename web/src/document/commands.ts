import { copiedGroups, groupsAmong, groupsWithout, withGroups } from "./groups.ts";
import { copiedName, LOSS, newId, newName, type Role, takenNames } from "./naming.ts";
import { type Graph, type GraphNode, type Position, type SettingValue, type Wire, wireKey } from "./types.ts";

/*
 * Every change to a document: a function from a graph to the next one. A change that changes nothing returns the
 * very same graph, so that it leaves no step to undo.
 */

export interface NewNode {
  op: string;
  role: Role;
  position: Position;
  settings?: Readonly<Record<string, SettingValue>>;
}

export function addNode(
  graph: Graph,
  { op, role, position, settings }: NewNode,
): { graph: Graph; id: string } {
  const id = newId(graph);
  const name = newName(graph, role);
  const node: GraphNode = {
    id,
    op,
    ...(name === undefined ? {} : { name }),
    ...(settings && Object.keys(settings).length > 0 ? { settings } : {}),
    position,
  };
  return { graph: { ...graph, nodes: [...graph.nodes, node] }, id };
}

/** Removes nodes with their wires, and wires by key. */
export function remove(graph: Graph, nodes: ReadonlySet<string>, wires: ReadonlySet<string>): Graph {
  const keptNodes = graph.nodes.filter((node) => !nodes.has(node.id));
  const keptWires = graph.wires.filter(
    (wire) => !wires.has(wireKey(wire)) && !nodes.has(wire.from) && !nodes.has(wire.to),
  );
  if (keptNodes.length === graph.nodes.length && keptWires.length === graph.wires.length) return graph;
  return withGroups({ ...graph, nodes: keptNodes, wires: keptWires }, groupsWithout(graph, nodes));
}

/** Draws a wire; the one that was in the port before gives way. */
export function connect(graph: Graph, wire: Wire): Graph {
  const key = wireKey(wire);
  const before = graph.wires.find((other) => wireKey(other) === key);
  if (before?.from === wire.from) return graph;
  return { ...graph, wires: [...graph.wires.filter((other) => other !== before), wire] };
}

/** Moves a wire's end: the old wire goes and the new one comes, in one step. */
export function reconnect(graph: Graph, from: string, wire: Wire): Graph {
  return connect(from === wireKey(wire) ? graph : remove(graph, new Set(), new Set([from])), wire);
}

export function move(graph: Graph, positions: ReadonlyMap<string, Position>): Graph {
  let moved = false;
  const nodes = graph.nodes.map((node) => {
    const to = positions.get(node.id);
    if (!to || (node.position && node.position.x === to.x && node.position.y === to.y)) return node;
    moved = true;
    return { ...node, position: to };
  });
  return moved ? { ...graph, nodes } : graph;
}

export function setTitle(graph: Graph, title: string): Graph {
  return title === graph.title ? graph : { ...graph, title };
}

/** Sets a setting, or with undefined returns it to the catalogue's default. */
export function setSetting(graph: Graph, id: string, name: string, value: SettingValue | undefined): Graph {
  return change(graph, id, (node) => {
    if (Object.is(node.settings?.[name], value)) return node;
    const { [name]: _, ...rest } = node.settings ?? {};
    const settings = value === undefined ? rest : { ...node.settings, [name]: value };
    const { settings: __, ...bare } = node;
    return Object.keys(settings).length > 0 ? { ...bare, settings } : bare;
  });
}

/** Names a node; an empty name takes the name away. */
export function rename(graph: Graph, id: string, name: string): Graph {
  return change(graph, id, (node) => {
    if ((node.name ?? "") === name) return node;
    const { name: _, ...bare } = node;
    return name === "" ? bare : { ...bare, name };
  });
}

/** Makes a node the one that everything is differentiated from: the name `loss` moves to it. */
export function makeLoss(graph: Graph, id: string): Graph {
  let next = graph;
  for (const node of graph.nodes) if (node.name === LOSS && node.id !== id) next = rename(next, node.id, "");
  return rename(next, id, LOSS);
}

/** The chosen nodes, the wires among them and the groups of them, as a graph that can be pasted. */
export function excerpt(graph: Graph, ids: ReadonlySet<string>): Graph {
  const fragment: Graph = {
    version: 1,
    title: "",
    nodes: graph.nodes.filter((node) => ids.has(node.id)),
    wires: graph.wires.filter((wire) => ids.has(wire.from) && ids.has(wire.to)),
  };
  return withGroups(fragment, groupsAmong(graph, ids));
}

/** Adds a copy of a fragment, moved by an offset, with ids and names of its own. Returns the new ids. */
export function paste(graph: Graph, fragment: Graph, offset: Position): { graph: Graph; ids: string[] } {
  const taken = takenNames(graph);
  const ids = new Map<string, string>();
  const used = new Set<string>();
  const nodes = fragment.nodes.map((node): GraphNode => {
    const id = newId(graph, used);
    used.add(id);
    ids.set(node.id, id);
    const name = node.name === undefined ? undefined : copiedName(node.name, taken);
    if (name !== undefined) taken.add(name);
    const { name: _, ...bare } = node;
    const at = node.position ?? { x: 0, y: 0 };
    return {
      ...bare,
      id,
      ...(name === undefined ? {} : { name }),
      position: { x: at.x + offset.x, y: at.y + offset.y },
    };
  });
  const wires = fragment.wires.flatMap((wire) => {
    const from = ids.get(wire.from);
    const to = ids.get(wire.to);
    return from && to ? [{ ...wire, from, to }] : [];
  });
  const next: Graph = { ...graph, nodes: [...graph.nodes, ...nodes], wires: [...graph.wires, ...wires] };
  const groups = [...(graph.groups ?? []), ...copiedGroups(graph, fragment.groups ?? [], ids)];
  return { graph: withGroups(next, groups), ids: [...ids.values()] };
}

function change(graph: Graph, id: string, to: (node: GraphNode) => GraphNode): Graph {
  let changed = false;
  const nodes = graph.nodes.map((node) => {
    if (node.id !== id) return node;
    const next = to(node);
    changed ||= next !== node;
    return next;
  });
  return changed ? { ...graph, nodes } : graph;
}
