import { create } from "zustand";
import { selectedNodes, useSelection } from "../document/selection.ts";
import { currentGraph } from "../document/store.ts";
import { wireKey } from "../document/types.ts";
import type { QuestionKind } from "../engine/lessons.ts";
import { keepDraft, keptDraft, OWN } from "./ownLesson.ts";
import { closeLesson, openLesson, showList } from "./taking.ts";

interface Drafting {
  readonly open: boolean;
  readonly text: string;
  /** What is still to be mended, as sentences; null while it is being looked at. */
  readonly problems: readonly string[] | null;
  readonly steps: number;
  readonly questions: number;
}

/** The lesson that is being written, as the text of its file. */
export const useDraft = create<Drafting>()(() => ({
  open: false,
  text: "",
  problems: null,
  steps: 0,
  questions: 0,
}));

/** What reads and writes lessons loads when it is used. */
const lessons = () => import("../engine/lessons.ts");

/** Opens the editor beside the person's own graph, with the draft that was kept or a new one about that graph. */
export async function openDraft(): Promise<void> {
  showList(false);
  closeLesson();
  const kept = keptDraft();
  if (kept === null) await newDraft();
  else setText(kept);
  useDraft.setState({ open: true });
}

export function closeDraft(): void {
  useDraft.setState({ open: false });
}

/** Begins anew, with one step about the open graph. */
export async function newDraft(): Promise<void> {
  const graph = currentGraph();
  const { writer } = await lessons();
  setText(`${writer.front(graph.title)}\n${writer.step(graph, focus())}`);
}

/** Takes the lesson as its students will. */
export function tryDraft(): void {
  closeDraft();
  void openLesson(OWN.course, OWN.name);
}

/** Counts the checks, so that a late one is passed over. */
let checks = 0;

export function setText(text: string): void {
  useDraft.setState({ text, problems: null });
  keepDraft(text);
  const mine = ++checks;
  setTimeout(() => {
    if (mine === checks) void check(text, mine);
  }, 250);
}

async function check(text: string, mine: number): Promise<void> {
  const found = await lessons()
    .then(({ Lesson }) => {
      const lesson = new Lesson(text);
      const { steps } = lesson.content;
      const questions = steps.reduce((sum, step) => sum + step.exercises.length, 0);
      return { problems: lesson.problems(), steps: steps.length, questions };
    })
    .catch((error: unknown) => ({ problems: [error instanceof Error ? error.message : String(error)] }));
  if (mine === checks) useDraft.setState(found);
}

/** The names of what is selected. */
function focus(): string[] {
  return selectedNodes(currentGraph(), useSelection.getState()).flatMap(({ name }) => name ?? []);
}

/** Writes a step about the open graph below the place of the caret. */
export async function addStep(caret: number): Promise<Written> {
  const { writer } = await lessons();
  return insert(writer.step(currentGraph(), focus()), caret);
}

/** Writes a question about what is selected. */
export async function addQuestion(kind: QuestionKind, caret: number): Promise<Written> {
  const { writer } = await lessons();
  const { node, from, to } = asked();
  const about = kind === "contribution" ? from : node;
  return insert(writer.question(currentGraph(), kind, about ?? "", to ?? ""), caret);
}

/** What a question can be about: the one selected node, or the ends of the one selected wire, by their names. */
export function asked(graph = currentGraph(), selection = useSelection.getState()) {
  const [node, ...more] = selectedNodes(graph, selection);
  const [wire, ...wires] = graph.wires.filter((one) => selection.wires.has(wireKey(one)));
  const nameOf = (id: string | undefined) => graph.nodes.find((one) => one.id === id)?.name ?? null;
  const one = wires.length === 0 && wire !== undefined;
  return {
    node: more.length === 0 ? (node?.name ?? null) : null,
    from: one ? nameOf(wire.from) : null,
    to: one ? nameOf(wire.to) : null,
  };
}

/** Where something was written, in characters. */
export interface Written {
  readonly from: number;
  readonly to: number;
}

/** Puts a part at the end of the step that the caret is in; at the end of the file where it is in none. */
function insert(part: string, caret: number): Written {
  const { text } = useDraft.getState();
  const isIn = text.slice(0, caret).includes("\n## ") || text.startsWith("## ");
  const next = isIn ? text.indexOf("\n## ", caret) : -1;
  const before = (next < 0 ? text : text.slice(0, next)).trimEnd();
  const after = next < 0 ? "" : text.slice(next).trimStart();
  const from = before.length + 2;
  setText(`${before}\n\n${part.trimEnd()}\n${after ? `\n${after}` : ""}`);
  return { from, to: from + part.trimEnd().length };
}
