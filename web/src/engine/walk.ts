import { type Graph, wireKey } from "../document/types.ts";

/** One thing that a pass computes: the value of a node or its gradient; at the first stop all that is given. */
export interface Stop {
  readonly pass: "forward" | "backward";
  /** Ids of the nodes at work. */
  readonly nodes: readonly string[];
  /** Ids of the nodes that it is computed from. */
  readonly feeding: readonly string[];
  /** Keys of the wires between. */
  readonly wires: readonly string[];
  /** The stops that found what it uses. */
  readonly uses: readonly number[];
}

/** The forward pass node by node, then the backward pass in the reverse order. */
export interface Walk {
  readonly stops: readonly Stop[];
  /** Where the backward pass begins. */
  readonly boundary: number;
}

/** What an earlier stop has found and a later one uses again; TeX. */
export interface Reused {
  readonly stop: number;
  readonly symbol: string;
  readonly value: string;
}

/** What is written at a stop, in TeX but for the sentences; what says nothing more is empty. */
export interface StopText {
  readonly left: string;
  readonly chain: string;
  readonly formula: string;
  readonly numbers: string;
  readonly value: string;
  readonly given: readonly string[];
  readonly terms: readonly StopTerm[];
  readonly reused: readonly Reused[];
  readonly sentence: string;
  readonly spoken: string;
  readonly latex: string;
}

/** What comes back along one way: a gradient times a local derivative. */
export interface StopTerm {
  readonly wires: readonly number[];
  readonly upstream: string;
  readonly partial: string;
  readonly local: string;
  readonly slope: string;
  readonly value: string;
}

/** One path from a node to the loss. */
export interface LedgerRow {
  /** The values that it runs through, in TeX. */
  readonly route: string;
  /** All of the path. */
  readonly nodes: readonly string[];
  readonly wires: readonly string[];
  /** So many factors in the middle of a long path are left out. */
  readonly omitted: number;
  /** From the loss back to the node. */
  readonly factors: readonly LedgerFactor[];
  /** The product in TeX, and in numbers; without numbers where they are too many. */
  readonly tex: string;
  readonly contribution: readonly number[];
}

/** The derivative of one value of a path by the one before it. */
export interface LedgerFactor {
  readonly nodes: readonly string[];
  readonly wires: readonly string[];
  readonly partial: string;
  readonly local: string;
  readonly numbers: string;
  /** In TeX; null where not both ends are single numbers. */
  readonly value: string | null;
  readonly rows: number;
  readonly columns: number;
}

/** The paths from a node to the loss, counted, so many of them listed, and their sum beside the gradient. */
export interface Ledger {
  readonly shape: readonly number[];
  readonly count: number;
  /** There are more than can be counted. */
  readonly saturated: boolean;
  readonly complete: boolean;
  readonly exact: boolean;
  readonly rows: readonly LedgerRow[];
  readonly sum: readonly number[] | null;
  readonly gradient: readonly number[] | null;
  readonly equal: boolean;
  readonly sentence: string;
  /** The gradient as a fraction, and the sum of the rows written out where they are few; TeX. */
  readonly symbol: string;
  readonly equation: string;
  readonly pathProducts: number;
  readonly reverseProducts: number;
  readonly work: LedgerWork;
}

/** The products that several gradients take together: those of the parameters, or without any of all that is given. */
export interface LedgerWork {
  readonly nodes: number;
  readonly parameters: boolean;
  readonly pathProducts: number;
  readonly reverseProducts: number;
}

type Indexed<T> = Omit<T, "nodes" | "feeding" | "wires"> & {
  nodes: number[];
  feeding: number[];
  wires: number[];
};

/** The engine's JSON, with ids in place of indices. */
export function readWalk(graph: Graph, json: string): Walk {
  const { boundary, stops } = JSON.parse(json) as { boundary: number; stops: Indexed<Stop>[] };
  const { node, wire } = names(graph);
  return {
    boundary,
    stops: stops.map((stop) => ({
      ...stop,
      nodes: stop.nodes.flatMap(node),
      feeding: stop.feeding.flatMap(node),
      wires: stop.wires.flatMap(wire),
    })),
  };
}

/** The engine's JSON, with ids in place of indices. */
export function readLedger(graph: Graph, json: string): Ledger {
  const ledger = JSON.parse(json) as Omit<Ledger, "rows"> & {
    rows: (Omit<LedgerRow, "factors" | "nodes" | "wires"> & {
      nodes: number[];
      wires: number[];
      factors: Indexed<LedgerFactor>[];
    })[];
  };
  const { node, wire } = names(graph);
  return {
    ...ledger,
    rows: ledger.rows.map((row) => ({
      ...row,
      nodes: row.nodes.flatMap(node),
      wires: row.wires.flatMap(wire),
      factors: row.factors.map((factor) => ({
        ...factor,
        nodes: factor.nodes.flatMap(node),
        wires: factor.wires.flatMap(wire),
      })),
    })),
  };
}

function names(graph: Graph) {
  return {
    node: (index: number): string[] => {
      const found = graph.nodes[index];
      return found ? [found.id] : [];
    },
    wire: (index: number): string[] => {
      const found = graph.wires[index];
      return found ? [wireKey(found)] : [];
    },
  };
}
