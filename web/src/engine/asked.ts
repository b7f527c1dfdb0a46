/** A slip that leads to just the answer given; the rule that was not followed is TeX, or empty. */
export interface Diagnosis {
  readonly slip: string;
  readonly sentence: string;
  readonly tex: string;
}

/** What a graph answers to its example: one of its classes, its input over again, or another quantity. */
export interface Answer {
  /** The id of the node whose value it is. */
  readonly node: string;
  readonly kind: "class" | "input" | "quantity";
  /** The class; -1 where it names none. */
  readonly chosen: number;
  /** How probable that class is, as the model sees it; null where it does not say. */
  readonly share: number | null;
}

/** What the engine says of an answer. */
export interface Judgement {
  readonly outcome: "right" | "wrong" | "unreadable";
  readonly sentence: string;
  readonly diagnoses: readonly Diagnosis[];
}

/** Help in three steps; the formulas are TeX, or empty. */
export interface Hints {
  readonly words: string;
  readonly formula: string;
  readonly numbers: string;
}

/** What becomes of one node when a number of another is changed, with the curve and its tangent around that number. */
export interface Nudge {
  readonly value: number;
  readonly delta: number;
  readonly slope: number;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly predicted: number;
  readonly difference: number;
  readonly places: readonly number[];
  readonly values: readonly number[];
  readonly tangent: readonly number[];
}

/** One derivative, found three ways. */
export interface TruthCheck {
  readonly entry: number;
  readonly value: number;
  readonly nudge: number;
  readonly analytic: number;
  readonly difference: number;
  readonly forward: number;
  readonly error: number;
  readonly verdict: "agrees" | "kink" | "differs" | "non_finite";
  /** The ids of the nodes at which a kink lies within the nudge. */
  readonly kinks: readonly string[];
}

/** The Jacobian of one node by another, row-major, or why there is none to show. */
export type JacobianAnswer =
  | { readonly rows: number; readonly columns: number; readonly values: readonly number[] }
  | { readonly refusal: string };

/** JSON has no infinities and no NaN: the engine writes them as strings. */
export function readNumbers<Answer>(json: string): Answer {
  return JSON.parse(json, (_, value) =>
    value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value,
  ) as Answer;
}
