/** The document: what is saved, shared and undone. The engine gives it its meaning. */
export interface Graph {
  readonly version: 1;
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly wires: readonly Wire[];
  readonly groups?: readonly Group[];
  readonly definitions?: readonly Definition[];
}

export interface GraphNode {
  readonly id: string;
  readonly op: string;
  readonly name?: string;
  readonly settings?: Settings;
  readonly position?: Position;
}

/** A wire enters a port by name; a port takes one wire. */
export interface Wire {
  readonly from: string;
  readonly to: string;
  readonly port: string;
}

/** Structure over the nodes; the engine forgets members that are gone. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** "group", or the composite or definition whose call made it. */
  readonly kind: string;
  readonly members: readonly string[];
  readonly parent?: string;
  readonly open: boolean;
  readonly settings?: Settings;
  readonly arguments?: Readonly<Record<string, string>>;
}

/** An operation of a person's own: def name(parameters) = body. */
export interface Definition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: string;
}

export interface Position {
  readonly x: number;
  readonly y: number;
}

export type SettingValue = number | string | boolean | readonly SettingValue[];
export type Settings = Readonly<Record<string, SettingValue>>;

/** The identity of a wire: what it enters, since a port takes one wire. */
export function wireKey(wire: Pick<Wire, "to" | "port">): string {
  return `${wire.to}:${wire.port}`;
}

export function emptyGraph(title = "Untitled graph"): Graph {
  return { version: 1, title, nodes: [], wires: [] };
}

/** What people call a node: its name, or its id while it has none. */
export function nodeLabel(node: GraphNode): string {
  return node.name ?? node.id;
}
