import { select, useSelection } from "../document/selection.ts";
import { currentGraph, type DocumentState, documentStore } from "../document/store.ts";
import type { Problem } from "../engine/snapshot.ts";
import type { createEditor, Editor } from "./editor.ts";
import { merge } from "./merge.ts";
import { linesOf, nodesAt, type Place, type Pointed, placesOf } from "./places.ts";
import { applyText, rest, says } from "./sync.ts";
import { isNoted, noteText, textOfOpen } from "./versions.ts";

type Ears = Parameters<typeof createEditor>[2];

/** What the panel says below the editor. */
export interface Shown {
  readonly problems: readonly Problem[];
  /** The graph was changed while the text could not follow. */
  readonly apart: boolean;
  /** Why the graph cannot be written as text. */
  readonly failure: string | null;
}

export const nothingShown: Shown = { problems: [], apart: false, failure: null };

/** The typing pauses so long before it is read, */
const PAUSE = 250;
/** and rests so long before what is typed next is another step to undo. */
const REST = 1000;
/** The text follows the graph so often, at most, while a number is dragged. */
const FOLLOW = 60;

/** Keeps an editor and the open graph the same, both ways, and what is selected in them. One document's life long. */
export class TextSync {
  private readonly editor: Editor;
  private shown = nothingShown;
  private places: readonly Place[] = [];
  /** The text of the last time that it said what the graph is. */
  private agreed = "";
  private reading: ReturnType<typeof setTimeout> | undefined;
  private following: ReturnType<typeof setTimeout> | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private readonly stops: (() => void)[];

  constructor(
    make: (ears: Ears) => Editor,
    private readonly show: (shown: Shown) => void,
  ) {
    this.editor = make({
      onType: () => this.typed(),
      onBlur: () => this.left(),
      onPoint: (at) => this.pointedAt(at),
      onUndo: () => this.step("undo"),
      onRedo: () => this.step("redo"),
    });
    this.takeGraph();
    this.stops = [
      documentStore.subscribe((state, before) => this.graphChanged(state, before)),
      useSelection.subscribe(() => this.markSelected()),
    ];
  }

  /** Writes the open graph's text over what stands in the editor. */
  takeGraph(): void {
    this.stopReading();
    try {
      this.editor.write(textOfOpen());
      this.say({ ...nothingShown });
    } catch (error) {
      this.say({ ...nothingShown, failure: error instanceof Error ? error.message : String(error) });
    }
    this.editor.forgetTyping();
    this.agree();
  }

  go(problem: Problem): void {
    this.editor.go(problem);
  }

  end(): void {
    for (const stop of this.stops) stop();
    if (this.reading) this.read();
    clearTimeout(this.following);
    clearTimeout(this.resting);
    rest();
    this.editor.destroy();
  }

  private typed(): void {
    clearTimeout(this.reading);
    this.reading = setTimeout(() => this.read(), PAUSE);
  }

  private left(): void {
    if (this.reading) this.read();
    rest();
  }

  private read(): void {
    this.stopReading();
    const text = this.editor.text();
    const before = currentGraph();
    const problems = applyText(text);
    this.say({ ...nothingShown, problems });
    if (problems.length > 0) return;
    noteText(text);
    this.agree();
    if (currentGraph() === before) return;
    this.editor.forgetTyping();
    clearTimeout(this.resting);
    this.resting = setTimeout(rest, REST);
  }

  private stopReading(): void {
    clearTimeout(this.reading);
    this.reading = undefined;
  }

  private graphChanged(state: DocumentState, before: DocumentState): void {
    if (state.graph === before.graph || state.key !== before.key) return;
    this.following ??= setTimeout(() => {
      this.following = undefined;
      this.follow();
    }, FOLLOW);
  }

  private follow(): void {
    const text = this.editor.text();
    if (isNoted(text)) return;
    if (this.reading === undefined && this.shown.problems.length === 0) this.takeGraph();
    else this.followBeside(text);
  }

  /** What is being typed, and what cannot be read, is the person's: only other lines follow the graph. */
  private followBeside(text: string): void {
    const follows = this.shown.apart ? null : attempt(textOfOpen);
    const merged = follows === null ? null : merge(this.agreed, text, follows);
    if (follows === null || merged === null) {
      this.say({ ...this.shown, apart: !says(text) });
      return;
    }
    this.agreed = follows;
    this.editor.write(merged);
    if (this.reading === undefined) this.read();
  }

  /** Undo and redo beyond what is typed are those of the document; its text comes with it. */
  private step(direction: "undo" | "redo"): void {
    if (this.reading) this.read();
    documentStore.getState()[direction]();
    this.takeGraph();
  }

  private pointedAt(at: Pointed): void {
    if (this.reading || this.shown.problems.length > 0) return;
    const nodes = nodesAt(this.places, at, currentGraph());
    if (nodes.length > 0) select(nodes);
  }

  /** Text and graph say the same now. */
  private agree(): void {
    this.agreed = this.editor.text();
    this.places = placesOf(this.editor.text());
    this.markSelected();
  }

  private markSelected(): void {
    this.editor.markLines(linesOf(this.places, useSelection.getState().nodes));
  }

  private say(shown: Shown): void {
    this.shown = shown;
    this.editor.mark(shown.problems);
    this.show(shown);
  }
}

function attempt<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
