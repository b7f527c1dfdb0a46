import * as engine from "chainrule-engine";
import { type Graph, wireKey } from "../document/types.ts";
import {
  type Answer,
  type Hints,
  type JacobianAnswer,
  type Judgement,
  type Nudge,
  readNumbers,
  type TruthCheck,
} from "./asked.ts";
import { difference } from "./difference.ts";
import type { Values } from "./overlay.ts";
import {
  emptySnapshot,
  keepNode,
  keepWire,
  meansTheSame,
  type NodeState,
  type NodeView,
  type Problem,
  type Snapshot,
  sizeOf,
  type Tensor,
  type WireView,
  wireIndex,
} from "./snapshot.ts";
import type { Figure } from "./veil.ts";
import { type Ledger, readLedger, readWalk, type StopText, type Walk } from "./walk.ts";
import type { Derivation, Explanation } from "./why.ts";

/** Local derivatives of more entries than this are not fetched: a Jacobian of large tensors would fill the memory. */
const JACOBIAN_LIMIT = 65_536;

/** What can be asked for: a figure, or the shape of a node. */
export type Asked = Figure | "shape";

const states: readonly NodeState[] = ["evaluated", "waiting", "problem"];

interface Evaluation {
  problems: Problem[];
  loss: number;
}

/** One engine session: evaluates documents and answers in ids, where the engine speaks in indices. */
export class EvaluationSession {
  private readonly session = new engine.Session();
  private indices = new Map<string, number>();
  private wires = new Map<string, number>();
  private current: Snapshot = emptySnapshot;
  /** Whether the engine could read the current document, so that it can be told an edit of it. */
  private reads = true;
  private bound: Values = new Map();

  get snapshot(): Snapshot {
    return this.current;
  }

  /**
   * Evaluates a document, forward and backward; sources of the given names have the given values in place of the
   * document's, where they fit. What has not changed keeps its identity from the last snapshot.
   *
   * @param batch examples over which the means are taken of values, gradients and contributions; whatever else is asked
   *   is told of the first of them
   */
  evaluate(graph: Graph, values: Values = new Map(), batch: readonly Values[] = []): Snapshot {
    this.session.forget();
    const [first = new Map<string, Float64Array>(), ...others] = batch;
    this.bind(new Map([...values, ...first]));
    const answer = this.edit(graph) ?? this.anew(graph);
    for (const example of [...others, first].slice(0, batch.length)) {
      this.bind(new Map([...values, ...example]));
      this.session.edit(0, 0, "[]", 0, 0, "[]");
      this.session.tally();
    }
    this.indices = new Map(graph.nodes.map((node, i) => [node.id, i]));
    this.wires = wireIndex(graph);
    const byNode = new Map<string | null, Problem[]>();
    for (const problem of answer.problems) {
      const others = byNode.get(problem.node);
      if (others) others.push(problem);
      else byNode.set(problem.node, [problem]);
    }
    const nodes = new Map<string, NodeView>();
    graph.nodes.forEach((node, i) => {
      const view = this.nodeView(graph, i, byNode.get(node.id) ?? []);
      nodes.set(node.id, keepNode(this.current.nodes.get(node.id), view));
    });
    const wires = new Map<string, WireView>();
    graph.wires.forEach((wire, i) => {
      const shape = nodes.get(wire.from)?.shape ?? null;
      const view = { contribution: tensor(shape, this.session.contribution(i)) };
      wires.set(wireKey(wire), keepWire(this.current.wires.get(wireKey(wire)), view));
    });
    const idOf = (index: number) => graph.nodes[index]?.id;
    this.current = {
      graph,
      problems: answer.problems,
      loss: idOf(answer.loss) ?? null,
      order: Array.from(this.session.order()).flatMap((index) => idOf(index) ?? []),
      nodes,
      wires,
    };
    return this.current;
  }

  private anew(graph: Graph): Evaluation {
    const answer = JSON.parse(this.session.evaluate(JSON.stringify(graph))) as Evaluation;
    this.reads = isRead(answer);
    return answer;
  }

  /** Tells the engine only what is different from the document that it knows; null where it has to see the whole. */
  private edit(graph: Graph): Evaluation | null {
    const before = this.current.graph;
    if (!this.reads || before.groups !== graph.groups || before.definitions !== graph.definitions)
      return null;
    const nodes = difference(before.nodes, graph.nodes, meansTheSame);
    const wires = difference(before.wires, graph.wires, (a, b) => a === b);
    const answer = JSON.parse(
      this.session.edit(
        nodes.from,
        nodes.gone,
        JSON.stringify(nodes.instead),
        wires.from,
        wires.gone,
        JSON.stringify(wires.instead),
      ),
    ) as Evaluation;
    return isRead(answer) ? answer : null;
  }

  /** Why this wire cannot be, as a sentence; empty when it can. */
  refusal(from: string, to: string, port: string): string {
    const source = this.indices.get(from);
    const target = this.indices.get(to);
    if (source === undefined || target === undefined) return "";
    return this.session.refusal(source, target, port);
  }

  /** The nodes whose value a port takes. */
  sources(to: string, port: string): readonly string[] {
    const target = this.indices.get(to);
    const { nodes } = this.current.graph;
    if (target === undefined) return [];
    return Array.from(this.session.sources(target, port)).flatMap((index) => nodes[index]?.id ?? []);
  }

  /** The ops that take a node's value, each with the port that does; null while its shape is not known. */
  fitting(id: string): Readonly<Record<string, string>> | null {
    return this.ask(id, (node) => this.session.fitting(node));
  }

  /** Why a node has its value; null while it has none. */
  explanation(id: string): Explanation | null {
    return this.ask(id, (node) => this.session.explain(node));
  }

  /** The chain rule from the loss back to a node; null where no gradient reaches it. */
  derivation(id: string): Derivation | null {
    return this.ask(id, (node) => this.session.derivation(node));
  }

  /** The two passes, one node at a time. */
  walk(): Walk {
    return readWalk(this.current.graph, this.session.walkthrough());
  }

  /** What is written at a stop of the walk. */
  stopText(index: number): StopText {
    return JSON.parse(this.session.stop(index)) as StopText;
  }

  /** The stops from the first to one of the walk, as LaTeX. */
  stopsAsLatex(last: number): string {
    return this.session.stopsAsLatex(last);
  }

  /** The paths from a node to the loss, so many of them listed; null where there is no node or no loss. */
  ledger(id: string, limit: number): Ledger | null {
    const node = this.indices.get(id);
    const answer = node === undefined ? null : this.session.ledger(node, limit);
    return answer === null ? null : readLedger(this.current.graph, answer);
  }

  /** Judges what a person typed for a figure of a node or a wire; null where there is no such figure. */
  judge(figure: Asked, id: string, entry: number, answer: string): Judgement | null {
    return this.about(figure, id, (at) => this.session.judge(figure, at, entry, answer));
  }

  /** Help with such a figure. */
  hints(figure: Asked, id: string, entry: number): Hints | null {
    return this.about(figure, id, (at) => this.session.hints(figure, at, entry));
  }

  private about<Answer>(figure: Asked, id: string, question: (at: number) => string | null): Answer | null {
    const at = (figure === "contribution" || figure === "local" ? this.wires : this.indices).get(id);
    const answer = at === undefined ? null : question(at);
    return answer === null ? null : readNumbers<Answer>(answer);
  }

  /** What the graph answers to the example that it is fed with; null where it has no answer. */
  answer(): Answer | null {
    const answer = this.session.answer();
    if (answer === null) return null;
    const { node, ...read } = JSON.parse(answer) as Omit<Answer, "node"> & { node: number };
    return { ...read, node: this.current.graph.nodes[node]?.id ?? "" };
  }

  /** What becomes of a node when a number of another grows by delta. */
  nudge(id: string, entry: number, of: string, delta: number): Nudge | null {
    return this.ask(id, (node) => this.session.nudge(node, entry, this.indices.get(of) ?? -1, delta));
  }

  /** Judges what a person expects of it: "rise", "fall", "same", or by how much. */
  judgeNudge(id: string, entry: number, of: string, delta: number, answer: string): Judgement | null {
    const other = this.indices.get(of) ?? -1;
    return this.ask(id, (node) => this.session.judgeNudge(node, entry, other, delta, answer));
  }

  /** One derivative of the loss, found three ways; null where there is none. */
  check(id: string, entry: number): TruthCheck | null {
    const found = this.ask<Omit<TruthCheck, "kinks"> & { kinks: number[] }>(id, (node) =>
      this.session.check(node, entry),
    );
    if (!found) return null;
    const { nodes } = this.current.graph;
    return { ...found, kinks: found.kinks.flatMap((index) => nodes[index]?.id ?? []) };
  }

  /** The Jacobian of one node by another; null where one of them cannot run. */
  jacobian(of: string, by: string): JacobianAnswer | null {
    return this.ask(of, (node) => this.session.jacobian(node, this.indices.get(by) ?? -1));
  }

  private ask<Answer>(id: string, question: (node: number) => string | null): Answer | null {
    const node = this.indices.get(id);
    const answer = node === undefined ? null : question(node);
    return answer === null ? null : readNumbers<Answer>(answer);
  }

  /**
   * The local derivative along a wire: entry by entry where the op works so (then it has the shape of the output), else
   * the Jacobian with a row for each output. Null when there is none, or it is too large to look at.
   */
  localDerivative(key: string): Tensor | null {
    const index = this.wires.get(key);
    const wire = index === undefined ? undefined : this.current.graph.wires[index];
    if (index === undefined || !wire) return null;
    const from = this.current.nodes.get(wire.from)?.shape;
    const to = this.current.nodes.get(wire.to)?.shape;
    if (!from || !to || sizeOf(from) * sizeOf(to) > JACOBIAN_LIMIT) return null;
    const data = this.session.localDerivative(index);
    if (!data) return null;
    const rows = sizeOf(to);
    const columns = sizeOf(from);
    if (data.length === 1) return { shape: [], data };
    if (data.length === rows && columns !== 1) return { shape: to, data };
    return data.length === rows * columns ? { shape: [rows, columns], data } : { shape: [data.length], data };
  }

  private bind(values: Values): void {
    for (const name of this.bound.keys()) if (!values.has(name)) this.session.unbind(name);
    for (const [name, data] of values) if (this.bound.get(name) !== data) this.session.bind(name, data);
    this.bound = values;
  }

  private nodeView(graph: Graph, index: number, problems: Problem[]): NodeView {
    const state = states[this.session.state(index)] ?? "problem";
    const shape = toShape(this.session.shape(index));
    const waitingFor = state === "waiting" ? this.session.waitingFor(index) : -1;
    return {
      state,
      shape,
      value: tensor(shape, this.session.value(index)),
      gradient: tensor(shape, this.session.gradient(index)),
      waitingFor: graph.nodes[waitingFor]?.id ?? null,
      problems,
    };
  }
}

/** Whether the engine could read what it was given; else it knows an empty document. */
function isRead({ problems }: Evaluation): boolean {
  return problems.every((problem) => problem.code !== "document");
}

function toShape(shape: Int32Array | null): readonly number[] | null {
  return shape ? Array.from(shape) : null;
}

function tensor(shape: readonly number[] | null, data: Float64Array | null): Tensor | null {
  return shape && data ? { shape, data } : null;
}
