import { groupingOf } from "../document/grouping.ts";
import { type Graph, type GraphNode, type Group, type Wire, wireKey } from "../document/types.ts";
import { opOf, type Port, shownPorts } from "../engine/catalogue.ts";

/** Where a row stands in the tree, as a screen reader says it: "level 2, 3 of 5". */
interface Place {
  readonly key: string;
  readonly parent: string | null;
  readonly level: number;
  readonly position: number;
  readonly count: number;
}

export type Row = Place &
  (
    | { readonly kind: "group"; readonly group: Group; readonly size: number; readonly open: boolean }
    /** Open is null where there is nothing to open. */
    | { readonly kind: "node"; readonly node: GraphNode; readonly open: boolean | null }
    | {
        readonly kind: "port";
        readonly node: GraphNode;
        readonly port: Port;
        readonly wire: Wire | undefined;
      }
  );

export function nodeKey(id: string): string {
  return `node ${id}`;
}

export function portKey(to: string, port: string): string {
  return `port ${wireKey({ to, port })}`;
}

function groupKey(id: string): string {
  return `group ${id}`;
}

/** Which branches a person has opened or closed; the others stand as they come: groups open, nodes closed. */
export type Opened = ReadonlyMap<string, boolean>;

interface Branch {
  group: Group | null;
  entries: (Branch | GraphNode)[];
  size: number;
}

/** The rows that are seen: nodes in the order of the forward pass, groups as branches, and the ports of opened nodes. */
export function rowsOf(graph: Graph, order: readonly string[], opened: Opened): Row[] {
  const rows: Row[] = [];
  const wires = new Map(graph.wires.map((wire) => [wireKey(wire), wire]));

  const addNode = (node: GraphNode, place: Place) => {
    const wireOf = (port: string) => wires.get(wireKey({ to: node.id, port }));
    const ports = shownPorts(opOf(node.op), (port) => wireOf(port) !== undefined);
    const open = ports.length === 0 ? null : (opened.get(place.key) ?? false);
    rows.push({ ...place, kind: "node", node, open });
    if (!open) return;
    ports.forEach((port, i) => {
      rows.push({
        key: portKey(node.id, port.name),
        parent: place.key,
        level: place.level + 1,
        position: i + 1,
        count: ports.length,
        kind: "port",
        node,
        port,
        wire: wireOf(port.name),
      });
    });
  };

  const add = (branch: Branch, parent: string | null, level: number) => {
    branch.entries.forEach((entry, i) => {
      const at = { parent, level, position: i + 1, count: branch.entries.length };
      if (!("entries" in entry)) {
        addNode(entry, { ...at, key: nodeKey(entry.id) });
      } else if (entry.group) {
        const key = groupKey(entry.group.id);
        const open = opened.get(key) ?? true;
        rows.push({ ...at, key, kind: "group", group: entry.group, size: entry.size, open });
        if (open) add(entry, key, level + 1);
      }
    });
  };

  add(treeOf(graph, order), null, 1);
  return rows;
}

/** The rows with those that stayed the same as they were, so that they need not be drawn again. */
export function keepRows(before: readonly Row[], now: readonly Row[]): readonly Row[] {
  const known = new Map(before.map((row) => [row.key, row]));
  return now.map((row) => {
    const old = known.get(row.key);
    return old && sameRow(old, row) ? old : row;
  });
}

function sameRow(a: Row, b: Row): boolean {
  const fields = Object.entries(a);
  return (
    fields.length === Object.keys(b).length && fields.every(([name, value]) => value === Reflect.get(b, name))
  );
}

/** A group stands where the first of its nodes is computed. */
function treeOf(graph: Graph, order: readonly string[]): Branch {
  const root: Branch = { group: null, entries: [], size: 0 };
  const branches = new Map<string, Branch>();
  const grouping = groupingOf(graph);
  for (const node of inForwardOrder(graph, order)) {
    let branch = root;
    for (const group of grouping.path(node.id)) {
      let inner = branches.get(group.id);
      if (!inner) {
        inner = { group, entries: [], size: 0 };
        branches.set(group.id, inner);
        branch.entries.push(inner);
      }
      inner.size += 1;
      branch = inner;
    }
    branch.entries.push(node);
  }
  return root;
}

/** The nodes as they are computed; those that cannot be come last. */
export function inForwardOrder(graph: Graph, order: readonly string[]): GraphNode[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const computed = new Set(order);
  return [
    ...order.flatMap((id) => byId.get(id) ?? []),
    ...graph.nodes.filter((node) => !computed.has(node.id)),
  ];
}

/** The keys of the branches around a node, so that they can be opened to show it. */
export function branchesAround(graph: Graph, id: string): string[] {
  return groupingOf(graph)
    .path(id)
    .map((group) => groupKey(group.id));
}
