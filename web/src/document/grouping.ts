import type { Graph, Group } from "./types.ts";

/** How deeply groups are followed into each other. */
const MAX_DEPTH = 32;

/** Which node stands in which group. A node claimed twice belongs to the first that claims it, as the engine has it. */
export interface Grouping {
  /** The groups around a node, the outermost first. */
  path(node: string): readonly Group[];
  /** The groups around a group and itself, the outermost first. */
  pathOf(group: Group): readonly Group[];
  /** Ids of the nodes in a group, at any depth, whether or not they are still there. */
  within(group: string): readonly string[];
  /** The groups that stand directly in a group. */
  children(group: string): readonly Group[];
}

const none: readonly never[] = [];
const ungrouped: Grouping = {
  path: () => none,
  pathOf: (group) => [group],
  within: () => none,
  children: () => none,
};
const cache = new WeakMap<readonly Group[], Grouping>();

export function groupingOf(graph: Pick<Graph, "groups">): Grouping {
  const { groups } = graph;
  if (!groups || groups.length === 0) return ungrouped;
  let grouping = cache.get(groups);
  if (!grouping) {
    grouping = read(groups);
    cache.set(groups, grouping);
  }
  return grouping;
}

function read(groups: readonly Group[]): Grouping {
  const byId = new Map<string, Group>();
  for (const group of groups) if (!byId.has(group.id)) byId.set(group.id, group);
  const pathOf = (group: Group): readonly Group[] => {
    const path: Group[] = [];
    let at: Group | undefined = group;
    while (at && !path.includes(at) && path.length < MAX_DEPTH) {
      path.unshift(at);
      at = at.parent === undefined ? undefined : byId.get(at.parent);
    }
    // A group that would contain itself stands in none.
    return at ? [group] : path;
  };
  const paths = new Map<string, readonly Group[]>();
  const within = new Map<string, string[]>();
  const children = new Map<string, Group[]>();
  for (const group of byId.values()) {
    const path = pathOf(group);
    const parent = path.at(-2);
    if (parent) children.set(parent.id, [...(children.get(parent.id) ?? []), group]);
    for (const member of group.members) {
      if (paths.has(member)) continue;
      paths.set(member, path);
      for (const { id } of path) {
        const all = within.get(id);
        if (all) all.push(member);
        else within.set(id, [member]);
      }
    }
  }
  return {
    path: (node) => paths.get(node) ?? none,
    pathOf,
    within: (group) => within.get(group) ?? none,
    children: (group) => children.get(group) ?? none,
  };
}

/** The largest groups whose nodes are all among these. */
export function groupsWithin(graph: Graph, ids: ReadonlySet<string>): readonly Group[] {
  const grouping = groupingOf(graph);
  const whole = new Set(
    (graph.groups ?? []).filter((group) => {
      const members = grouping.within(group.id);
      return members.length > 0 && members.every((id) => ids.has(id));
    }),
  );
  return [...whole].filter((group) =>
    grouping
      .pathOf(group)
      .slice(0, -1)
      .every((outer) => !whole.has(outer)),
  );
}

/** The group that exactly these nodes make up, the outermost of several. */
export function groupOf(graph: Graph, ids: ReadonlySet<string>): Group | null {
  const [only, another] = groupsWithin(graph, ids);
  return only && !another && groupingOf(graph).within(only.id).length === ids.size ? only : null;
}
