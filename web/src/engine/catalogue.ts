import * as engine from "chainrule-engine";
import type { Role } from "../document/naming.ts";
import type { Graph, GraphNode, SettingValue } from "../document/types.ts";

export interface Category {
  id: string;
  label: string;
}

export interface Port {
  name: string;
  label: string;
  summary: string;
  /** The local derivative, in TeX. */
  derivative: string;
  /** The op runs without it; such ports come last and are filled in order. */
  optional: boolean;
}

export type SettingKind = "tensor" | "number" | "integer" | "shape" | "choice" | "flag";

export interface Setting {
  name: string;
  label: string;
  kind: SettingKind;
  default: SettingValue | null;
  choices?: readonly string[];
  min?: number;
  max?: number;
  summary: string;
}

export interface Op {
  id: string;
  label: string;
  symbol: string;
  category: string;
  /** One sentence. */
  summary: string;
  /** In TeX. */
  formula: string;
  role: Role;
  notes?: string;
  source?: string;
  callName: string;
  ports: readonly Port[];
  settings: readonly Setting[];
  example?: string;
}

export interface Example {
  id: string;
  title: string;
  summary: string;
  /** The data set that it is made for; empty where it holds its own example. */
  dataset: string;
  document: Graph;
}

export interface Catalogue {
  categories: readonly Category[];
  ops: readonly Op[];
  /** Calls that stand for several nodes, such as a dense layer; placed as a group. */
  composites: readonly Op[];
}

/** The engine's catalogue: the only source of the palette, the forms and the formulas. */
export const catalogue: Catalogue = read(engine.catalogue());

/** A port without a label of its own is labelled by its name. */
function read(json: string): Catalogue {
  const { categories, ops, composites } = JSON.parse(json) as Catalogue;
  const labelled = (port: Port): Port => ({ ...port, label: port.label ?? port.name });
  const read = (op: Op): Op => ({ ...op, ports: op.ports.map(labelled) });
  return { categories, ops: ops.map(read), composites: composites.map(read) };
}

/** Everything that the palette places. */
export const placeable: readonly Op[] = [...catalogue.ops, ...catalogue.composites];

const compositesById = new Map(catalogue.composites.map((composite) => [composite.id, composite]));

/** The composite that a group's kind names; undefined for a group that a person made. */
export function compositeOf(kind: string): Op | undefined {
  return compositesById.get(kind);
}

const byId = new Map(catalogue.ops.map((op) => [op.id, op]));

/** The op of an id; undefined for one that this engine does not know, which is a problem to show. */
export function opOf(id: string): Op | undefined {
  return byId.get(id);
}

/** The ports to show: those that must be filled, those that are, and the next that may be. */
export function shownPorts(op: Op | undefined, isFilled: (port: string) => boolean): readonly Port[] {
  const ports = op?.ports ?? [];
  const last = ports.findLastIndex((port) => !port.optional || isFilled(port.name));
  return ports.slice(0, last + 2);
}

let cachedExamples: readonly Example[] | null = null;

export function examples(): readonly Example[] {
  cachedExamples ??= JSON.parse(engine.examples()) as Example[];
  return cachedExamples;
}

/** A setting as it holds for a node: its own, or the catalogue's default. */
export function settingOf(node: GraphNode, setting: Setting): SettingValue | null {
  return node.settings?.[setting.name] ?? setting.default;
}

/** The setting that holds a source's numbers, if it is a source: an op without ports, with a tensor to set. */
export function valueSetting(op: Op | undefined): Setting | undefined {
  return op && op.ports.length === 0 ? op.settings.find((setting) => setting.kind === "tensor") : undefined;
}
