import { create } from "zustand";
import type { Problem } from "../../engine/snapshot.ts";
import type { Divergence, FirstLayer, Frame, ParameterInfo } from "../../engine/training.ts";
import type { TrainingHow } from "../how.ts";
import { type Course, courseOf } from "./course.ts";

export interface LabRun {
  /** What it is called: A, B, C. */
  name: string;
  settings: TrainingHow;
  start: number;
  head: number;
  cursor: number;
  course: Course;
  finished: boolean;
}

export type Phase = "ready" | "starting" | "running" | "paused" | "finished" | "stopped";

interface Lab {
  phase: Phase;
  runs: readonly LabRun[];
  current: number;
  frame: Frame | null;
  parameters: readonly ParameterInfo[];
  /** The weights that meet the input, as images; null where there are none. */
  firstLayer: FirstLayer | null;
  stepsPerEpoch: number;
  divergence: Divergence | null;
  message: string | null;
  problems: readonly Problem[];
}

export const ready: Lab = {
  phase: "ready",
  runs: [],
  current: 0,
  frame: null,
  parameters: [],
  firstLayer: null,
  stepsPerEpoch: 1,
  divergence: null,
  message: null,
  problems: [],
};

/** The runs in the page. */
export const useLab = create<Lab>()(() => ready);

/** A run that has not been looked at yet. */
export const unseen = { start: 0, head: 0, cursor: 0, course: courseOf(new Float64Array()), finished: false };
