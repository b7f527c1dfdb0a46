import type uPlot from "uplot";

export type Plot = typeof uPlot;

let loading: Promise<Plot> | null = null;

/** Curves load when the first one is shown. */
export function loadPlot(): Promise<Plot> {
  loading ??= Promise.all([import("uplot"), import("uplot/dist/uPlot.min.css")]).then(
    ([module]) => module.default,
  );
  return loading;
}
