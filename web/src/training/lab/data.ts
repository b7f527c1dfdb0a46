import { create } from "zustand";
import { newKey, openGraph } from "../../document/local.ts";
import { currentGraph, documentStore } from "../../document/store.ts";
import { examples } from "../../engine/catalogue.ts";
import type { DataPreview, DataSpec, Offer } from "../../engine/datasets.ts";
import { useLive } from "../../engine/live.ts";
import { inWords } from "../../server/request.ts";
import { keepData, keptData } from "./keptData.ts";
import { type Axes, axesOf } from "./plane.ts";
import type { Ground } from "./settings.ts";

interface Chosen {
  spec: DataSpec;
  /** What there is of it to draw; null for the graph's own example, or while it is not made. */
  preview: DataPreview | null;
  problem: string | null;
  /** Which two of its inputs a picture shows, across and up. */
  axes: readonly [number, number];
}

const FIRST_TWO: readonly [number, number] = [0, 1];

const own: DataSpec = { source: "example" };

/** The data of the open document. */
export const useData = create<Chosen>()(() => ({
  spec: own,
  preview: null,
  problem: null,
  axes: FIRST_TWO,
}));

/** What was chosen for the documents that were open since the page was loaded. */
const kept = new Map<string, DataSpec>();

function keep(key: string, spec: DataSpec): void {
  kept.set(key, spec);
  keepData(key, spec);
}

/** What a new choice of data begins with. */
export function specOf(source: string, settings?: DataSpec["settings"]): DataSpec {
  return { source, ...(settings ? { settings } : {}), test: 0.3, splitSeed: 1 };
}

/** The data that the open document is made for; else its own example where it has one, else the first of the list. */
function fitting(offer: Offer): DataSpec {
  const { key } = documentStore.getState();
  const chosen = kept.get(key) ?? keptData(key);
  if (chosen) return chosen;
  const { title, nodes } = currentGraph();
  const example = examples().find((one) => one.title === title);
  if (example && offer.datasets.some(({ id }) => id === example.dataset)) return specOf(example.dataset);
  const views = useLive.getState().nodes;
  const blank = nodes.some((node) => node.op === "input" && !views.get(node.id)?.value);
  const first = offer.datasets[0];
  return blank && first ? specOf(first.id) : own;
}

export function chooseFitting(offer: Offer): void {
  choose(offer, fitting(offer), false);
}

export function choose(offer: Offer, spec: DataSpec, byHand = true): void {
  if (byHand) keep(documentStore.getState().key, spec);
  if (spec.source === "example") {
    useData.setState({ spec, preview: null, problem: null, axes: FIRST_TWO });
    return;
  }
  const { spec: before, axes } = useData.getState();
  const sameColumns = before.source === spec.source && before.variables === spec.variables;
  try {
    useData.setState({
      spec,
      preview: offer.preview(spec),
      problem: null,
      axes: sameColumns ? axes : FIRST_TWO,
    });
  } catch (error) {
    useData.setState({ problem: inWords(error) });
  }
}

export function showAxes(axes: readonly [number, number]): void {
  useData.setState({ axes });
}

/** What lies across and up in a picture of the data; null where it has none, as images have. */
export function pictureAxes({ spec, preview, axes }: Chosen): Axes | null {
  return preview && spec.source !== "images" ? axesOf(preview, axes) : null;
}

/** Opens a small network that fits the data, which goes along. */
export function openFitting(preview: DataPreview, title: string): void {
  const key = newKey();
  keep(key, useData.getState().spec);
  openGraph(preview.fittingGraph(title), key);
}

export function groundOf(spec = useData.getState().spec): Ground {
  return spec.source === "example" ? "example" : "data";
}

/** The data as the engine's JSON; empty for the graph's own example. */
export function specAsJson(): string {
  const { spec } = useData.getState();
  return spec.source === "example" ? "" : JSON.stringify(spec);
}

/** The same data as a table of its own, so that its points can be moved. */
export function asOwn(spec: DataSpec, preview: DataPreview): DataSpec {
  const rows = Array.from(preview.columns[0] ?? [], (_, row) =>
    preview.columns.map((column) => column[row] ?? 0),
  );
  const { validation, test, splitSeed, standardize } = spec;
  return {
    source: "own",
    variables: preview.variables,
    rows,
    ...(validation === undefined ? {} : { validation }),
    ...(test === undefined ? {} : { test }),
    ...(splitSeed === undefined ? {} : { splitSeed }),
    ...(standardize === undefined ? {} : { standardize }),
  };
}
