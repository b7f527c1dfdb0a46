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
  /** A data set of the list, "own" with variables and rows, or "example": the one that the graph itself holds. */
  source: string;
  settings?: Readonly<Record<string, number | string>>;
  variables?: readonly Variable[];
  rows?: readonly (readonly number[])[];
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

/** What the lab offers; from the engine's lists. */
export interface Offer {
  datasets: readonly DatasetKind[];
  schedules: readonly Named[];
  penalties: { kinds: readonly Choice[]; forms: readonly Choice[] };
  preview(spec: DataSpec): DataPreview;
}

let offer: Promise<Offer> | null = null;

/** The lab's part of the engine is loaded when the lab opens. */
export function labOffer(): Promise<Offer> {
  offer ??= import("chainrule-engine/training").then((engine) => ({
    datasets: JSON.parse(engine.datasets()) as DatasetKind[],
    schedules: JSON.parse(engine.schedules()) as Named[],
    penalties: JSON.parse(engine.penalties()) as Offer["penalties"],
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
