import { create } from "zustand";
import type { Checkpoints, FedImage, Split } from "../../server/runs.ts";

/** A run under the microscope: its parameters at one checkpoint and one of its images lie over the graph. */
export interface Microscope {
  /** The id of the run, or null while it is closed. */
  run: string | null;
  list: Checkpoints | null;
  /** The step of the checkpoint that is shown. */
  step: number | null;
  split: Split;
  image: FedImage | null;
  message: string | null;
}

export const closed: Microscope = {
  run: null,
  list: null,
  step: null,
  split: "test",
  image: null,
  message: null,
};

export const useMicroscope = create<Microscope>()(() => closed);
