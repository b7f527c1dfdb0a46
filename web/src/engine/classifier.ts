import * as engine from "chainrule-engine";
import { type Graph, nodeLabel } from "../document/types.ts";
import { opOf } from "./catalogue.ts";
import { type Snapshot, sizeOf, type Tensor } from "./snapshot.ts";
import { parseText } from "./text.ts";

/** Where a graph that tells classes apart takes its example, and where it gives its scores. */
export interface Classifier {
  /** The name of the input that holds the example, and its id. */
  input: string;
  inputId: string;
  /** The name of the label. */
  label: string;
  classes: number;
  /** The id of the node whose scores are compared with the label. */
  scores: string;
}

/** Finds the one input of the given size and the label with classes; null where the graph is no such network. */
export function classifierOf(snapshot: Snapshot, pixels: number): Classifier | null {
  const { graph, nodes } = snapshot;
  const of = (role: string) => graph.nodes.filter((node) => opOf(node.op)?.role === role);
  const [input, second] = of("input");
  const label = of("label").find((node) => typeof node.settings?.classes === "number");
  if (!input || second || !label) return null;
  const shape = nodes.get(input.id)?.shape;
  if (!shape || sizeOf(shape) !== pixels) return null;
  const classes = Number(label.settings?.classes);
  const scores = scoresOf(graph, label.id).find((id) => nodes.get(id)?.shape?.join() === String(classes));
  return scores
    ? { input: nodeLabel(input), inputId: input.id, label: nodeLabel(label), classes, scores }
    : null;
}

/** What enters the same operation as the label. */
function scoresOf(graph: Graph, label: string): string[] {
  const judges = graph.wires.filter((wire) => wire.from === label).map((wire) => wire.to);
  return graph.wires
    .filter((wire) => judges.includes(wire.to) && wire.from !== label)
    .map((wire) => wire.from);
}

/** The classes' probabilities by their scores, from the engine's own softmax: a graph of one operation. */
class Probabilities {
  private readonly session = new engine.Session();
  private readonly document: string;
  private readonly output: number;

  constructor(classes: number) {
    const { document } = parseText(`scores = input(shape=[${classes}])\np = softmax(scores)`);
    if (!document) throw new Error("The engine does not read a graph of one softmax.");
    this.document = JSON.stringify(document);
    this.output = document.nodes.findIndex((node) => node.name === "p");
  }

  of(scores: Float64Array): Float64Array | null {
    this.session.bind("scores", scores);
    this.session.evaluate(this.document);
    return this.session.value(this.output);
  }
}

const bySize = new Map<number, Probabilities>();

export function probabilities(scores: Tensor): Float64Array | null {
  const classes = scores.data.length;
  const known = bySize.get(classes) ?? new Probabilities(classes);
  bySize.set(classes, known);
  return known.of(scores.data);
}
