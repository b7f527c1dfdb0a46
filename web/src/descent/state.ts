import { create } from "zustand";
import { currentGraph } from "../document/store.ts";
import { examples } from "../engine/catalogue.ts";
import {
  type DataChoice,
  type DescentSettings,
  dataChoices,
  descend,
  type LossCurve,
  type LossMap,
  lossCurve,
  lossMap,
  type StepForm,
  stepForms,
  type Ways,
} from "../engine/descent.ts";
import { showTrained, useOverlay } from "../engine/overlay.ts";

/** Places of the map along each axis. */
const CELLS = 25;

interface DescentView {
  readonly settings: DescentSettings;
  /** What was asked for, where it fits; else the first that does. */
  readonly wanted: string | null;
  readonly choices: readonly DataChoice[];
  readonly forms: readonly StepForm[];
  readonly ways: Ways | null;
  readonly problem: string | null;
  /** Which theta is looked at, counted from 0. */
  readonly at: number;
  /** The two parameters that are drawn, by their place in theta. */
  readonly first: number;
  readonly second: number;
  /** The person has chosen them; else they are those that move farthest. */
  readonly chosen: boolean;
  readonly curve: LossCurve | null;
  readonly map: LossMap | null;
}

export const useDescent = create<DescentView>()(() => ({
  settings: { data: "", rate: 0.05, steps: 20, batch: 8, sum: false, form: "coupled" },
  wanted: null,
  choices: [],
  forms: [],
  ways: null,
  problem: null,
  at: 0,
  first: 0,
  second: 1,
  chosen: false,
  curve: null,
  map: null,
}));

/** Counts what was asked, so that an answer that comes late is passed over. */
let asked = 0;
let looked = 0;

/** Goes downhill from where the open graph stands. */
export async function begin(): Promise<void> {
  const mine = ++asked;
  const graph = currentGraph();
  try {
    const [choices, forms] = await Promise.all([dataChoices(graph), stepForms()]);
    if (mine !== asked) return;
    const { wanted, settings } = useDescent.getState();
    const made = examples().find(({ title }) => title === graph.title)?.dataset;
    const offered = (id: string | null | undefined) => choices.find((choice) => choice.id === id);
    const chosen = offered(wanted) ?? offered("") ?? offered(made) ?? choices[0];
    const next = { ...settings, data: chosen?.id ?? "" };
    useDescent.setState({ choices, forms, settings: next });
    const ways = await descend(graph, next);
    if (mine !== asked) return;
    const before = useDescent.getState();
    const chosenStill = before.chosen && before.ways?.names.join() === ways.names.join();
    const [first = 0, second = first] = ways.farthest;
    useDescent.setState({
      ways,
      problem: null,
      at: Math.min(before.at, ways.full.thetas.length - 1),
      ...(chosenStill ? {} : { first, second, chosen: false }),
    });
    await look();
  } catch (error) {
    if (mine !== asked) return;
    const problem = error instanceof Error ? error.message : String(error);
    useDescent.setState({ ways: null, curve: null, map: null, problem });
  }
}

/** Asks for the two pictures of the theta that is looked at. */
async function look(): Promise<void> {
  const mine = ++looked;
  const round = asked;
  const { ways, at, first, second } = useDescent.getState();
  if (!ways || ways.names.length === 0) return;
  const curve = await lossCurve(at, first);
  if (mine !== looked || round !== asked) return;
  useDescent.setState({ curve });
  const map = first === second ? null : await lossMap(at, first, second, CELLS);
  if (mine === looked && round === asked) useDescent.setState({ map });
}

export function set(change: Partial<DescentSettings>): void {
  useDescent.setState(({ settings, wanted }) => ({
    settings: { ...settings, ...change },
    wanted: change.data ?? wanted,
  }));
  void begin();
}

/** Chooses the parameters that are drawn. */
export function along(change: { first?: number; second?: number }): void {
  useDescent.setState({ ...change, chosen: true });
  void look();
}

/** Looks at another theta, which the canvas shows as well; at the first the graph shows its own. */
export function goTo(step: number): void {
  const { ways } = useDescent.getState();
  if (!ways) return;
  const at = Math.min(Math.max(0, step), ways.full.thetas.length - 1);
  useDescent.setState({ at });
  const theta = ways.full.thetas[at];
  if (at > 0 && theta)
    showTrained({ source: `step ${at} of gradient descent`, values: byName(ways.names, theta) });
  else leave();
  void look();
}

/** The numbers of theta by the names of their parameters; they stand side by side. */
export function byName(names: readonly string[], theta: readonly number[]): Map<string, Float64Array> {
  const values = new Map<string, number[]>();
  names.forEach((name, i) => {
    const parameter = name.replace(/\[.*$/, "");
    values.set(parameter, [...(values.get(parameter) ?? []), theta[i] ?? Number.NaN]);
  });
  return new Map([...values].map(([name, numbers]) => [name, Float64Array.from(numbers)]));
}

/** The canvas shows the graph's own values again, if it showed a theta. */
export function leave(): void {
  if (useOverlay.getState().trained?.source.endsWith("of gradient descent")) showTrained(null);
}
