import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

const show = StateEffect.define<readonly number[]>();

const mark = Decoration.line({ class: "cm-marked" });

/** The lines of what is selected elsewhere. */
export const lineMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const shown = transaction.effects.find((effect) => effect.is(show));
    if (!shown) return marks.map(transaction.changes);
    const { doc } = transaction.state;
    const lines = (shown.value as readonly number[]).filter((line) => line >= 1 && line <= doc.lines);
    return Decoration.set(lines.map((line) => mark.range(doc.line(line).from)));
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks these lines and no others; the first of them comes into sight, unless the person is writing. */
export function markLines(view: EditorView, lines: readonly number[]): void {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  const [first] = sorted;
  const { doc } = view.state;
  const scroll =
    first !== undefined && first <= doc.lines && !view.hasFocus
      ? [EditorView.scrollIntoView(doc.line(first).from, { y: "nearest" })]
      : [];
  view.dispatch({ effects: [show.of(sorted), ...scroll] });
}
