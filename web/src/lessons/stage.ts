import { useEffect } from "react";
import { useDocument } from "../document/store.ts";
import { type Graph, wireKey } from "../document/types.ts";
import type { LessonStep, NamedFigure } from "../engine/lessons.ts";
import { shine } from "../engine/spotlight.ts";
import { figureKey, hold } from "../engine/veil.ts";
import { exerciseKey, useProgress } from "./progress.ts";
import { lessonId, type Taken } from "./taking.ts";

/** For so long what a step is about is lit when it opens, in milliseconds. */
const LIT = 2600;

/** Lights what a step is about, or with null puts the light out. */
export function light(graph: Graph, step: LessonStep | null): void {
  if (!step || step.focus.length === 0) {
    shine("lesson", null);
    return;
  }
  const inGroups = new Set(
    graph.groups?.filter((group) => step.focus.includes(group.name)).flatMap((group) => group.members),
  );
  const nodes = new Set(
    graph.nodes
      .filter((node) => (node.name && step.focus.includes(node.name)) || inGroups.has(node.id))
      .map((node) => node.id),
  );
  const wires = new Set(
    graph.wires.filter((wire) => nodes.has(wire.from) && nodes.has(wire.to)).map((wire) => wireKey(wire)),
  );
  shine("lesson", nodes.size > 0 ? { nodes, wires, tone: "forward" } : null);
}

/** The figures to hold back. Where one gradient is covered all are, since any of them tells of the others. */
export function heldFigures(
  graph: Graph,
  cover: readonly NamedFigure[],
  given: readonly NamedFigure[],
): ReadonlySet<string> {
  const held = new Set<string>();
  const named = (figure: NamedFigure, node: Graph["nodes"][number]) =>
    node.name === figure.node || node.id === figure.node;
  const has = (figures: readonly NamedFigure[], kind: string, node: Graph["nodes"][number]) =>
    figures.some((figure) => figure.figure === kind && named(figure, node));
  const backward = cover.some(({ figure }) => figure === "gradient");
  for (const node of graph.nodes) {
    if (has(cover, "value", node) && !has(given, "value", node)) held.add(figureKey("value", node.id));
    if (!backward || has(given, "gradient", node)) continue;
    held.add(figureKey("gradient", node.id));
    for (const wire of graph.wires) {
      if (wire.from === node.id) held.add(figureKey("contribution", wireKey(wire)));
    }
  }
  return held;
}

/** While a step is open: holds back what it asks for, and lights for a moment what it is about. */
export function useStage(taken: Taken, step: LessonStep): void {
  const graph = useDocument((state) => state.graph);
  const answers = useProgress((state) => state.answers);
  const id = lessonId(taken);
  const done = (exercise: number) => {
    const answer = answers[exerciseKey(id, taken.step, exercise)];
    return Boolean(answer?.right || answer?.shown);
  };
  const complete = step.exercises.every((_, i) => done(i));
  const given = step.exercises.flatMap(({ uncovers }, i) => (uncovers && done(i) ? [uncovers] : []));
  const told = JSON.stringify(given);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` says what was given.
  useEffect(() => {
    hold(complete ? new Set() : heldFigures(graph, step.cover, given));
  }, [graph, step, complete, told]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each step, not at every edit of its graph.
  useEffect(() => {
    light(graph, step);
    const timer = setTimeout(() => light(graph, null), LIT);
    return () => {
      clearTimeout(timer);
      light(graph, null);
    };
  }, [step]);

  useEffect(() => () => hold(new Set()), []);
}
