import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  toggleComment,
} from "@codemirror/commands";
import { type SQLNamespace, sql } from "@codemirror/lang-sql";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
  rectangularSelection,
} from "@codemirror/view";
import { editorTheme } from "@/components/data/editor-theme";
import type { SqlRange } from "@/lib/domain/sql-statements";
import { errorMark, setErrorMark } from "./error-mark";
import { trinoDialect } from "./trino-dialect";

export type SqlSchema = { namespace: SQLNamespace; defaultSchema: string | undefined };

export type SqlEditorEvents = {
  onEdit: (sql: string, selection: SqlRange) => void;
  /** Mod-Enter. */
  onRun: () => void;
};

/** What the rest of the page may do with the editor. */
export type SqlEditor = {
  /** Replaces all text in one step that Undo takes back. */
  replaceAll: (sql: string) => void;
  /** Replaces the selection in one step that Undo takes back, and selects what came. */
  replaceSelection: (sql: string) => void;
  /** Puts a name where the cursor is, apart from a word before it. */
  insert: (text: string) => void;
  goTo: (offset: number) => void;
  mark: (offset: number | undefined) => void;
  offer: (schema: SqlSchema) => void;
  focus: () => void;
  destroy: () => void;
};

/** CodeMirror in `parent`, without React: the page tells it what to do and hears what was typed. */
export function createSqlEditor(
  parent: HTMLElement,
  initial: { sql: string; label: string; placeholder: string },
  events: SqlEditorEvents,
): SqlEditor {
  const language = new Compartment();
  const run = (target: EditorView) => {
    closeCompletion(target);
    events.onRun();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: initial.sql,
      selection: { anchor: initial.sql.length },
      extensions: [
        Prec.highest(
          keymap.of([
            { key: "Mod-Enter", run },
            { key: "Mod-/", run: toggleComment },
          ]),
        ),
        lineNumbers(),
        history(),
        drawSelection(),
        rectangularSelection(),
        EditorState.allowMultipleSelections.of(true),
        EditorView.lineWrapping,
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        placeholder(initial.placeholder),
        // Escape before Tab leaves the field: CodeMirror's own way out for the keyboard.
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          indentWithTab,
        ]),
        language.of(sql({ dialect: trinoDialect, upperCaseKeywords: true })),
        errorMark,
        editorTheme,
        EditorView.theme({ "&": { height: "100%" } }),
        EditorView.contentAttributes.of({ "aria-label": initial.label, spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged && !update.selectionSet) return;
          const { from, to } = update.state.selection.main;
          events.onEdit(update.state.doc.toString(), { from, to });
        }),
      ],
    }),
  });

  return {
    replaceSelection: (text) => {
      const { from, to } = view.state.selection.main;
      const insert = view.state.toText(text);
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from, head: from + insert.length },
        userEvent: "input.replace",
      });
    },
    replaceAll: (text) => {
      const insert = view.state.toText(text);
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert },
        selection: { anchor: insert.length },
        scrollIntoView: true,
        userEvent: "input.replace",
      });
    },
    insert: (text) => {
      const { from } = view.state.selection.main;
      const afterWord = /[\w"]/.test(view.state.sliceDoc(Math.max(0, from - 1), from));
      view.dispatch(view.state.replaceSelection(afterWord ? ` ${text}` : text), {
        scrollIntoView: true,
      });
      view.focus();
    },
    goTo: (offset) => {
      const anchor = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    },
    mark: (offset) => view.dispatch({ effects: setErrorMark.of(offset) }),
    offer: ({ namespace, defaultSchema }) =>
      view.dispatch({
        effects: language.reconfigure(
          sql({
            dialect: trinoDialect,
            schema: namespace,
            upperCaseKeywords: true,
            ...(defaultSchema === undefined ? {} : { defaultSchema }),
          }),
        ),
      }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
