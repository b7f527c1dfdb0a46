import { groupingOf } from "./grouping.ts";
import type { Graph, Group, Position } from "./types.ts";

/** Changes to the groups of a document; like all commands they return the same graph where nothing changes. */

/** The kind of a group that a person made. */
export const PLAIN = "group";

/** Makes a group of these nodes, within the innermost group that holds them all. Groups among them go along whole. */
export function group(graph: Graph, ids: ReadonlySet<string>): { graph: Graph; id: string } | null {
  const nodes = graph.nodes.filter((node) => ids.has(node.id)).map((node) => node.id);
  if (nodes.length === 0) return null;
  const grouping = groupingOf(graph);
  const paths = nodes.map((id) => grouping.path(id));
  const shared = paths[0]?.filter((outer, depth) => paths.every((path) => path[depth] === outer)) ?? [];
  // What is grouped already would only get a second frame around it.
  const isWhole = (id: string) => grouping.within(id).every((member) => ids.has(member));
  const parent = shared.findLast((outer) => !isWhole(outer.id));
  const inner = (graph.groups ?? []).filter(
    (other) => grouping.within(other.id).length > 0 && isWhole(other.id),
  );
  const moved = new Set(inner.flatMap((other) => grouping.within(other.id)));
  const direct = nodes.filter((id) => !moved.has(id));
  const id = newGroupId(graph);
  const made: Group = {
    id,
    name: "",
    kind: PLAIN,
    members: direct,
    ...(parent ? { parent: parent.id } : {}),
    open: true,
  };
  const others = (graph.groups ?? []).map((other): Group => {
    if (inner.includes(other)) {
      const outer = grouping.pathOf(other).at(-2);
      return outer && inner.includes(outer) ? other : { ...other, parent: id };
    }
    const members = other.members.filter((member) => !direct.includes(member));
    return members.length === other.members.length ? other : { ...other, members };
  });
  return { graph: withGroups(graph, pruned([...others, made])), id };
}

/** Takes a group away and leaves what it held where it is. */
export function ungroup(graph: Graph, id: string): Graph {
  const gone = graph.groups?.find((other) => other.id === id);
  if (!gone) return graph;
  const groups = (graph.groups ?? [])
    .filter((other) => other !== gone)
    .map((other): Group => {
      if (other.id === gone.parent) return { ...other, members: [...other.members, ...gone.members] };
      if (other.parent !== id) return other;
      const { parent: _, ...free } = other;
      return gone.parent === undefined ? free : { ...free, parent: gone.parent };
    });
  return withGroups(graph, groups);
}

export function setOpen(graph: Graph, id: string, open: boolean): Graph {
  return changeGroup(graph, id, (group) => (group.open === open ? group : { ...group, open }));
}

export function renameGroup(graph: Graph, id: string, name: string): Graph {
  return changeGroup(graph, id, (group) => (group.name === name ? group : { ...group, name }));
}

function changeGroup(graph: Graph, id: string, to: (group: Group) => Group): Graph {
  const groups = (graph.groups ?? []).map((other) => (other.id === id ? to(other) : other));
  return groups.every((other, i) => other === graph.groups?.[i]) ? graph : { ...graph, groups };
}

/** The groups once these nodes are gone: what holds nothing any more goes too. */
export function groupsWithout(graph: Graph, nodes: ReadonlySet<string>): readonly Group[] | undefined {
  if (!graph.groups || nodes.size === 0) return graph.groups;
  return pruned(
    graph.groups.map((other) => {
      const members = other.members.filter((id) => !nodes.has(id));
      return members.length === other.members.length ? other : { ...other, members };
    }),
  );
}

/** The groups that lie wholly among these nodes, for a copy of them. */
export function groupsAmong(graph: Graph, ids: ReadonlySet<string>): readonly Group[] {
  const grouping = groupingOf(graph);
  const kept = (graph.groups ?? []).filter((other) => {
    const members = grouping.within(other.id);
    return members.length > 0 && members.every((id) => ids.has(id));
  });
  const known = new Set(kept.map((other) => other.id));
  return kept.map((other) => {
    if (other.parent === undefined || known.has(other.parent)) return other;
    const { parent: _, ...free } = other;
    return free;
  });
}

/** Copies of groups for copies of their nodes: ids of their own, and the nodes as they are now called. */
export function copiedGroups(
  graph: Graph,
  groups: readonly Group[],
  nodes: ReadonlyMap<string, string>,
): Group[] {
  const taken = new Set((graph.groups ?? []).map((other) => other.id));
  const ids = new Map<string, string>();
  for (const { id } of groups) {
    const copy = freshId(id, taken);
    taken.add(copy);
    ids.set(id, copy);
  }
  return groups.map((other): Group => {
    const { parent, arguments: passed, ...rest } = other;
    const known = Object.entries(passed ?? {}).flatMap(([port, node]) => {
      const copy = nodes.get(node) ?? (graph.nodes.some(({ id }) => id === node) ? node : undefined);
      return copy === undefined ? [] : [[port, copy]];
    });
    const outer = parent === undefined ? undefined : ids.get(parent);
    return {
      ...rest,
      id: ids.get(other.id) ?? other.id,
      members: other.members.flatMap((id) => nodes.get(id) ?? []),
      ...(outer === undefined ? {} : { parent: outer }),
      ...(known.length === 0 ? {} : { arguments: Object.fromEntries(known) }),
    };
  });
}

/** Moves nodes by so much; those without a place stay. */
export function moveBy(graph: Graph, ids: ReadonlySet<string>, by: Position): Graph {
  if (ids.size === 0 || (by.x === 0 && by.y === 0)) return graph;
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.position && ids.has(node.id)
        ? { ...node, position: { x: node.position.x + by.x, y: node.position.y + by.y } }
        : node,
    ),
  };
}

export function withGroups(graph: Graph, groups: readonly Group[] | undefined): Graph {
  if (groups && groups.length > 0) return { ...graph, groups };
  const { groups: _, ...bare } = graph;
  return bare;
}

/** Without the groups that hold neither nodes nor groups. */
function pruned(groups: readonly Group[]): readonly Group[] {
  const kept = groups.filter(
    (group) => group.members.length > 0 || groups.some((other) => other.parent === group.id),
  );
  return kept.length === groups.length ? kept : pruned(kept);
}

function newGroupId(graph: Graph): string {
  const taken = new Set((graph.groups ?? []).map((other) => other.id));
  for (let number = 1; ; number++) if (!taken.has(`g${number}`)) return `g${number}`;
}

function freshId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  const base = id.replace(/[0-9]+$/, "");
  for (let number = 2; ; number++) if (!taken.has(`${base}${number}`)) return `${base}${number}`;
}
