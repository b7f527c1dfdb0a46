import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Problem } from "../engine/snapshot.ts";

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
  /** Puts the cursor where a problem is. */
  go(problem: Problem): void;
  destroy(): void;
}

interface Ears {
  /** The person has changed the text. */
  onType(text: string): void;
  onBlur(): void;
}

/** An editor for the textual form. Tab leaves it, as everywhere on the page. */
export function createEditor(parent: HTMLElement, text: string, { onType, onBlur }: Ears): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        language,
        syntaxHighlighting(colors),
        EditorView.lineWrapping,
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({
          "aria-label": "The graph as text",
          "data-testid": "text-editor",
          spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => {
          const own = update.transactions.some((transaction) => transaction.annotation(written));
          if (update.docChanged && !own) onType(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({ blur: () => onBlur() }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    write(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: next },
        annotations: written.of(true),
      });
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
