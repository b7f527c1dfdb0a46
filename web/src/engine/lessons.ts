import * as engine from "chainrule-engine/exchange";
import type { Graph } from "../document/types.ts";

/** A row of lessons. */
export interface Course {
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly string[];
}

/** A figure of a lesson's graph, by the name of its node. */
export interface NamedFigure {
  readonly figure: "value" | "gradient";
  readonly node: string;
}

export type ExerciseKind =
  | "number"
  | "direction"
  | "shape"
  | "choice"
  | "formula"
  | "build"
  | "pick"
  | "reach";

export interface Exercise {
  readonly kind: ExerciseKind;
  readonly question: string;
  /** What is said once it is answered; may be empty. */
  readonly because: string;
  readonly options?: readonly string[];
  /** The figure that the answer is. */
  readonly uncovers?: NamedFigure;
}

export interface LessonStep {
  readonly title: string;
  /** Paragraphs with TeX between dollar signs and names between backticks. */
  readonly text: string;
  readonly document: Graph;
  readonly focus: readonly string[];
  /** The panel that opens with it, or nothing. */
  readonly panel: "" | "descent" | "model";
  readonly cover: readonly NamedFigure[];
  readonly exercises: readonly Exercise[];
}

export interface Judgement {
  readonly outcome: "right" | "wrong" | "unreadable";
  readonly sentence: string;
}

/** Help in three steps; formulas in TeX. */
export interface Hints {
  readonly words: string;
  readonly formula: string;
  readonly numbers: string;
}

interface Content {
  title: string;
  summary: string;
  covers: readonly string[];
  steps: readonly LessonStep[];
}

/** A lesson that is taken: what it says, and the engine that judges its answers. */
export class Lesson {
  readonly content: Content;

  private readonly session: engine.LessonSession;

  /** From its file; throws an Error whose message is a sentence. */
  constructor(text: string) {
    this.session = new engine.LessonSession(text);
    this.content = JSON.parse(this.session.json()) as Content;
  }

  /** What its author has to mend yet, as sentences. */
  problems(): readonly string[] {
    return JSON.parse(this.session.problems()) as string[];
  }

  /** Judges an answer on the graph as it stands. */
  grade(step: number, exercise: number, graph: Graph, answer: string): Judgement {
    return JSON.parse(this.session.grade(step, exercise, JSON.stringify(graph), answer)) as Judgement;
  }

  hints(step: number, exercise: number, graph: Graph): Hints {
    return JSON.parse(this.session.hints(step, exercise, JSON.stringify(graph))) as Hints;
  }

  solution(step: number, exercise: number, graph: Graph): string {
    return this.session.solution(step, exercise, JSON.stringify(graph));
  }
}

/** What can be asked in a lesson, as its author chooses it. */
export type QuestionKind =
  | "value"
  | "gradient"
  | "shape"
  | "direction"
  | "contribution"
  | "formula"
  | "choice"
  | "build"
  | "node"
  | "reach";

/** Writes parts of a lesson's file from a graph, with the answers that the engine gives. */
export interface LessonWriter {
  front(title: string): string;
  step(graph: Graph, focus: readonly string[]): string;
  /** About a node; of a wire's contribution about the node it comes from and the one it goes to. */
  question(graph: Graph, kind: QuestionKind, node: string, other: string): string;
}

export const writer: LessonWriter = {
  front: (title) => engine.draftFront(title),
  step: (graph, focus) => engine.draftStep(JSON.stringify(graph), JSON.stringify(focus)),
  question: (graph, kind, node, other) => engine.draftQuestion(JSON.stringify(graph), kind, node, other),
};

/** The engine's list of courses. */
export const courses: readonly Course[] = JSON.parse(engine.courses()) as Course[];

const ROOT = "../../../engine/src/main/resources/org/chainrule/engine/lesson/";

/** The lessons' files load when they are opened. */
const files = import.meta.glob<string>(
  "../../../engine/src/main/resources/org/chainrule/engine/lesson/*/*.md",
  { query: "?raw", import: "default" },
);

/** The file of a lesson; null where there is none of that name. */
export async function lessonText(course: string, name: string): Promise<string | null> {
  const load = files[`${ROOT}${course}/${name}.md`];
  return load ? load() : null;
}
