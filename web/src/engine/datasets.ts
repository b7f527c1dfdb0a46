import type { Graph } from "../document/types.ts";
import type { Setting } from "./catalogue.ts";

/** A data set that the engine can generate. */
export interface DatasetKind {
  id: string;
  label: string;
  task: "plane_classes" | "plane_regression" | "curve" | "table";
  summary: string;
  settings: readonly Setting[];
}

export interface Variable {
  name: string;
  label: boolean;
  /** The names of its classes by index; empty where it is a quantity. */
  classes: readonly string[];
}

/** What to train on, as the engine reads it. */
export interface DataSpec {
  /**
   * A data set of the list, "own" with variables and rows, "images" with two IDX files in base64, or "example": the one
   * that the graph itself holds.
   */
  source: string;
  settings?: Readonly<Record<string, number | string>>;
  variables?: readonly Variable[];
  rows?: readonly (readonly number[])[];
  images?: string;
  labels?: string;
  /** How many images were taken, of how many. */
  taken?: number;
  of?: number;
  height?: number;
  width?: number;
  validation?: number;
  test?: number;
  splitSeed?: number;
  standardize?: boolean;
}

/** Data as it would be trained on, before it is standardized. */
export interface DataPreview {
  variables: readonly Variable[];
  columns: readonly Float64Array[];
  /** The least and greatest of each column, one pair after the other. */
  ranges: Float64Array;
  train: Int32Array;
  validation: Int32Array;
  test: Int32Array;
  /** A small network that fits the data. */
  fittingGraph(title: string): Graph;
}

export interface Named {
  name: string;
  label: string;
  formula: string;
  settings: readonly Setting[];
}

export interface Choice {
  id: string;
  label: string;
  formula: string;
}

/** A column of a person's own table, as it was found. */
export interface SheetColumn {
  name: string;
  kind: "number" | "text";
  role: "input" | "classes" | "quantity" | "unused";
  /** Whether it has so few different values that they can be classes. */
  few: boolean;
  missing: number;
}

/** A person's own table. */
export interface SheetTable {
  rows: number;
  columns: readonly SheetColumn[];
  /** The table as data; throws an Error whose message is a sentence. */
  data(roles: readonly string[], skip: boolean): DataSpec;
}

/** What a sweep can go over. */
export interface SweepAxis {
  id: string;
  label: string;
  now: number;
  whole: boolean;
  /** Values to begin with. */
  values: readonly number[];
}

/** One training of a sweep: what is trained, and how, in the engine's JSON. */
export interface Variant {
  document: Graph;
  settings: unknown;
}

/** What the lab offers; from the engine's lists. */
export interface Offer {
  datasets: readonly DatasetKind[];
  schedules: readonly Named[];
  penalties: { kinds: readonly Choice[]; forms: readonly Choice[] };
  preview(spec: DataSpec): DataPreview;
  /** Reads CSV or TSV; throws an Error whose message is a sentence. */
  table(text: string): SheetTable;
  /** Reads images and their classes from two IDX files; throws an Error whose message is a sentence. */
  images(one: Uint8Array, other: Uint8Array): DataSpec;
  /** What can be swept over; empty where the graph cannot be read so. */
  sweeps(graph: Graph, settings: unknown): readonly SweepAxis[];
  variant(graph: Graph, settings: unknown, axis: string, value: number): Variant;
}

let offer: Promise<Offer> | null = null;

/** The lab's part of the engine is loaded when the lab opens. */
export function labOffer(): Promise<Offer> {
  offer ??= import("chainrule-engine/training").then((engine) => ({
    datasets: JSON.parse(engine.datasets()) as DatasetKind[],
    schedules: JSON.parse(engine.schedules()) as Named[],
    penalties: JSON.parse(engine.penalties()) as Offer["penalties"],
    images: (one, other) => JSON.parse(engine.images(signed(one), signed(other))) as DataSpec,
    sweeps: (graph, settings) =>
      JSON.parse(engine.sweeps(JSON.stringify(graph), JSON.stringify(settings))) as SweepAxis[],
    variant: (graph, settings, axis, value) =>
      JSON.parse(engine.variant(JSON.stringify(graph), JSON.stringify(settings), axis, value)) as Variant,
    table(text) {
      const table = new engine.Table(text);
      const found = JSON.parse(table.found()) as { rows: number; columns: SheetColumn[] };
      return {
        ...found,
        data: (roles, skip) => JSON.parse(table.data(roles.join(), skip)) as DataSpec,
      };
    },
    preview(spec) {
      const data = new engine.Data(JSON.stringify(spec));
      const variables = JSON.parse(data.variables()) as Variable[];
      return {
        variables,
        columns: variables.map((_, i) => data.column(i)),
        ranges: data.ranges(),
        train: data.rows(0),
        validation: data.rows(1),
        test: data.rows(2),
        fittingGraph: (title) => JSON.parse(data.fittingGraph(title)) as Graph,
      };
    },
  }));
  return offer;
}

function signed(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
