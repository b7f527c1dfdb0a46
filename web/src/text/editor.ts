import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, Transaction } from "@codemirror/state";
import { type Command, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Problem } from "../engine/snapshot.ts";
import { completion } from "./completion.ts";
import { difference } from "./difference.ts";
import { hover, nameAt } from "./hover.ts";
import { lineMarks, markLines } from "./lineMarks.ts";
import type { Pointed } from "./places.ts";

/** What the page wrote, not the person. */
const written = Annotation.define<boolean>();

/** Only what every text has in common is coloured: numbers, strings, comments, and what is called. */
const language = StreamLanguage.define({
  name: "chainrule",
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return "comment";
    if (stream.match(/^"[^"]*"?/)) return "string";
    if (stream.match(/^\d+\.?\d*(e[-+]?\d+)?|^\.\d+(e[-+]?\d+)?/i)) return "number";
    if (stream.match(/^[A-Za-z_]\w*(?=\s*=[^=])/))
      return stream.start === 0 ? "variableName.definition" : "propertyName";
    if (stream.match(/^[A-Za-z_]\w*(?=\s*\()/)) return "keyword";
    if (stream.match(/^[A-Za-z_]\w*/)) return "variableName";
    stream.next();
    return "operator";
  },
  languageData: { commentTokens: { line: "#" } },
});

const colors = HighlightStyle.define([
  { tag: tags.comment, color: "var(--ink-faint)", fontStyle: "italic" },
  { tag: [tags.number, tags.string], color: "var(--forward)" },
  { tag: tags.definition(tags.variableName), fontWeight: "600" },
  { tag: tags.keyword, color: "var(--parameter)" },
  { tag: tags.propertyName, color: "var(--ink-soft)" },
  { tag: tags.operator, color: "var(--ink-soft)" },
]);

export interface Editor {
  text(): string;
  write(text: string): void;
  mark(problems: readonly Problem[]): void;
  /** Marks the lines of what is selected elsewhere, and brings the first of them into sight. */
  markLines(lines: readonly number[]): void;
  /** What was typed so far is a step of the document now: from here on, undo is the document's. */
  forgetTyping(): void;
  /** Puts the cursor where a problem is. */
  go(problem: Problem): void;
  destroy(): void;
}

interface Ears {
  /** The person has changed the text. */
  onType(text: string): void;
  onBlur(): void;
  /** The person has moved the cursor or the selection. */
  onPoint(at: Pointed): void;
  /** There is no typing to take back or do again: the document has to. */
  onUndo(): void;
  onRedo(): void;
}

/** An editor for the textual form. Tab leaves it, as everywhere on the page. */
export function createEditor(parent: HTMLElement, text: string, ears: Ears): Editor {
  const typing = new Compartment();
  // What the document has not taken in is the editor's to undo; everything before is the document's.
  const orElse =
    (depth: (state: EditorState) => number, own: Command, document: () => void): Command =>
    (view) => {
      if (depth(view.state) > 0) return own(view);
      document();
      return true;
    };
  const undoKey = orElse(undoDepth, undo, ears.onUndo);
  const redoKey = orElse(redoDepth, redo, ears.onRedo);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        typing.of(history()),
        lineMarks,
        completion(),
        closeBrackets(),
        hover(),
        drawSelection(),
        language,
        syntaxHighlighting(colors),
        EditorView.lineWrapping,
        keymap.of([
          { key: "Mod-z", run: undoKey, preventDefault: true },
          { key: "Mod-Shift-z", run: redoKey, preventDefault: true },
          { key: "Mod-y", run: redoKey, preventDefault: true },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({
          "aria-label": "The graph as text",
          "data-testid": "text-editor",
          spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => {
          const own = update.transactions.some((transaction) => transaction.annotation(written));
          if (update.docChanged && !own) ears.onType(update.state.doc.toString());
          else if (update.transactions.some((one) => one.isUserEvent("select")))
            ears.onPoint(pointed(update.state));
        }),
        EditorView.domEventHandlers({ blur: () => ears.onBlur() }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    write(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({
        changes: difference(view.state.doc.toString(), next),
        annotations: [written.of(true), Transaction.addToHistory.of(false)],
      });
    },
    markLines: (lines) => markLines(view, lines),
    forgetTyping() {
      view.dispatch({ effects: typing.reconfigure([]) });
      view.dispatch({ effects: typing.reconfigure(history()) });
    },
    mark: (problems) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((one) => diagnostic(view, one)),
        ),
      ),
    go(problem) {
      view.dispatch({ selection: { anchor: placeOf(view, problem) }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function pointed(state: EditorState): Pointed {
  const { from, to, head } = state.selection.main;
  const line = state.doc.lineAt(head);
  return {
    from: state.doc.lineAt(from).number,
    to: state.doc.lineAt(to).number,
    name: nameAt(line.text, head - line.from)?.name ?? null,
  };
}

function placeOf(view: EditorView, { line, column }: Problem): number {
  const at = view.state.doc.line(Math.min(Math.max(1, line ?? 1), view.state.doc.lines));
  return Math.min(at.to, at.from + Math.max(0, (column ?? 1) - 1));
}

function diagnostic(view: EditorView, problem: Problem): Diagnostic {
  const from = placeOf(view, problem);
  const rest = view.state.doc.lineAt(from).text.slice(from - view.state.doc.lineAt(from).from);
  const length = /^(\w+|\S)/.exec(rest)?.[0].length ?? 0;
  return { from, to: from + length, severity: "error", message: problem.message };
}
