import type { Remote } from "comlink";
import type { Graph } from "../document/types.ts";
import type { Slopes } from "./descent.worker.ts";

export interface DescentSettings {
  /** A data set that fits, by its id; empty for the graph's own example. */
  readonly data: string;
  readonly rate: number;
  readonly steps: number;
  /** How many examples a step of the second way looks at. */
  readonly batch: number;
  /** Whether losses are added up over the examples, in place of their mean. */
  readonly sum: boolean;
  /** How a penalty enters a step. */
  readonly form: string;
}

/** A way downhill: each theta on it, and the loss over all examples there. */
export interface Way {
  readonly thetas: readonly (readonly number[])[];
  readonly losses: readonly number[];
  /** The length of the gradient of each step. */
  readonly norms: readonly number[];
  /** How many examples a step looks at. */
  readonly examples: number;
}

export interface Ways {
  /** What each number of theta is called. */
  readonly names: readonly string[];
  readonly examples: number;
  /** Whether there is a penalty that enters each step once. */
  readonly penalized: boolean;
  /** The places in theta, those first that move farthest. */
  readonly farthest: readonly number[];
  readonly full: Way;
  readonly batches: Way;
}

/** The loss along one parameter. */
export interface LossCurve {
  readonly at: number;
  readonly loss: number;
  readonly slope: number;
  readonly curvature: number;
  readonly next: number;
  readonly nextLoss: number;
  readonly places: readonly number[];
  readonly losses: readonly number[];
  readonly tangent: readonly number[];
  readonly parabola: readonly number[];
}

/** The loss over two parameters: rows from below, each from the left. */
export interface LossMap {
  readonly across: readonly [number, number];
  readonly up: readonly [number, number];
  readonly cells: number;
  readonly losses: readonly number[];
  readonly levels: readonly number[];
}

export interface DataChoice {
  readonly id: string;
  readonly label: string;
}

/** How a penalty enters a step. */
export interface StepForm {
  readonly id: string;
  readonly label: string;
  /** In TeX. */
  readonly formula: string;
}

let remote: Promise<Remote<Slopes>> | null = null;

function worker(): Promise<Remote<Slopes>> {
  remote ??= import("comlink").then(({ wrap }) =>
    wrap<Slopes>(new Worker(new URL("./descent.worker.ts", import.meta.url), { type: "module" })),
  );
  return remote;
}

/** The engine writes what is no finite number as a word. */
function read<T>(json: string): T {
  return JSON.parse(json, (_, value: unknown) =>
    value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value,
  ) as T;
}

/** What a graph can be fitted to. */
export async function dataChoices(graph: Graph): Promise<readonly DataChoice[]> {
  return read(await (await worker()).choices(JSON.stringify(graph)));
}

/** The two forms of a step that differ for plain gradient descent: with the penalty scaled by the rate, and without. */
export async function stepForms(): Promise<readonly StepForm[]> {
  const { forms } = read<{ forms: StepForm[] }>(await (await worker()).penalties());
  return forms.filter(({ id }) => id !== "decoupled");
}

/** Takes every step; throws an Error whose message is a sentence. What is asked next is asked of these ways. */
export async function descend(graph: Graph, settings: DescentSettings): Promise<Ways> {
  return read(await (await worker()).begin(JSON.stringify(graph), settings));
}

/** The loss along one parameter through a theta of the way over all examples. */
export async function lossCurve(step: number, index: number): Promise<LossCurve> {
  return read(await (await worker()).curve(step, index));
}

/** The loss over two parameters around such a theta. */
export async function lossMap(step: number, first: number, second: number, cells: number): Promise<LossMap> {
  return read(await (await worker()).heights(step, first, second, cells));
}
