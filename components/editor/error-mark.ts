import { StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** Marks the line and word at an offset; undefined takes the mark away. */
export const setErrorMark = StateEffect.define<number | undefined>();

const line = Decoration.line({ class: "cm-error-line" });
const place = Decoration.mark({ class: "cm-error-place" });

/** Stands where the engine found an error, moves with the text, and goes once its line is edited. */
export const errorMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks;
    if (transaction.docChanged && next !== Decoration.none) {
      transaction.changes.iterChanges((from, to) => {
        if (touchesMarkedLine(marks, transaction.startState.doc, from, to)) next = Decoration.none;
      });
      next = next.map(transaction.changes);
    }
    for (const effect of transaction.effects)
      if (effect.is(setErrorMark)) next = marksAt(transaction.newDoc, effect.value);
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksAt(doc: Text, offset: number | undefined): DecorationSet {
  if (offset === undefined || offset > doc.length) return Decoration.none;
  const { from, to, text } = doc.lineAt(offset);
  const word = /^(?:[\w$]+|.)/u.exec(text.slice(offset - from))?.[0] ?? "";
  // At the end of a line there is no word: the one before it is underlined.
  const start = word === "" ? Math.max(from, offset - 1) : offset;
  const end = word === "" ? Math.min(to, offset) : offset + word.length;
  const marks = [line.range(from)];
  if (end > start) marks.push(place.range(start, end));
  return Decoration.set(marks);
}

function touchesMarkedLine(marks: DecorationSet, doc: Text, from: number, to: number): boolean {
  const marked = marks.iter();
  if (!marked.value) return false;
  const { from: start, to: end } = doc.lineAt(marked.from);
  return from <= end && to >= start;
}
