import { read, request } from "./request.ts";

/** What a run was asked to do. */
export interface RunRequest {
  /** Milliseconds since 1970. */
  createdAt: number;
  settings: {
    optimizer: { name: string; learningRate: number };
    batchSize: number;
    epochs: number;
    seed: number;
  };
  document: unknown;
}

/** What a model made of one test example; what does not apply is null. */
export interface JudgedExample {
  /** Its number among all images. */
  index: number;
  /** The place of its class in the list of class names. */
  label: number | null;
  predicted: number | null;
  loss: number | null;
  /** The probability of the predicted class, as the model sees it. */
  confidence: number | null;
}

export interface ClassFigures {
  support: number;
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

export interface CalibrationBin {
  from: number;
  to: number;
  count: number;
  confidence: number | null;
  accuracy: number | null;
}

/** The test examples summed up. */
export interface RunResult {
  /** Examples judged so far, of `size`. */
  judged: number;
  size: number;
  loss: number | null;
  accuracy: number | null;
  classNames: readonly string[];
  /** A row for each right class, a column for each predicted one. */
  confusion: readonly (readonly number[])[] | null;
  classes: readonly ClassFigures[];
  calibration: { error: number; bins: readonly CalibrationBin[] } | null;
  /** The greatest loss first. */
  worst: readonly JudgedExample[];
}

/** Parameters at a step; what was not measured there is null. */
export interface Checkpoint {
  step: number;
  epoch: number;
  loss: number | null;
  trainAccuracy: number | null;
  testAccuracy: number | null;
}

export interface Checkpoints {
  /** Names and shapes of the parameters, in the order of a checkpoint's numbers. */
  parameters: readonly { name: string; shape: readonly number[] }[];
  checkpoints: readonly Checkpoint[];
}

/** An image as the graph of a run is fed with it. */
export interface FedImage {
  index: number;
  digit: number;
  /** The numbers of the images before and after, among those that the run has. */
  previous: number;
  next: number;
  /** How many images the run has of this part, and how many there are in all. */
  size: number;
  images: number;
  sources: readonly { name: string; label: boolean; values: readonly number[] }[];
}

export type Split = "train" | "test";

const path = (id: string, part: string) => `/api/trainings/${encodeURIComponent(id)}/${part}`;

export async function runRequest(id: string): Promise<RunRequest> {
  return read(await request(path(id, "request")));
}

export async function runResult(id: string): Promise<RunResult> {
  return read(await request(path(id, "result")));
}

/** The test examples of a class that were taken for a class; the greatest loss first. */
export async function runExamples(
  id: string,
  label: number,
  predicted: number,
): Promise<{ total: number; examples: readonly JudgedExample[] }> {
  return read(await request(path(id, `examples?label=${label}&predicted=${predicted}&limit=120`)));
}

export async function runCheckpoints(id: string): Promise<Checkpoints> {
  return read(await request(path(id, "checkpoints")));
}

/** The parameters at a checkpoint by name. */
export async function checkpointValues(
  id: string,
  step: number,
  { parameters }: Checkpoints,
): Promise<Map<string, Float64Array>> {
  const response = await request(path(id, `checkpoints/${step}`));
  const floats = new Float32Array(await response.arrayBuffer());
  const values = new Map<string, Float64Array>();
  let from = 0;
  for (const { name, shape } of parameters) {
    const to = from + shape.reduce((size, extent) => size * extent, 1);
    values.set(name, Float64Array.from(floats.subarray(from, to)));
    from = to;
  }
  return values;
}

export async function fedImage(id: string, split: Split, index: number): Promise<FedImage> {
  return read(await request(path(id, `fed/${split}/${index}`)));
}

/** Where a trained graph is downloaded in the form of a tool; without a step, as the run left it. */
export function modelPath(id: string, form: string, step?: number): string {
  return path(id, `model/${form}${step === undefined ? "" : `?step=${step}`}`);
}
