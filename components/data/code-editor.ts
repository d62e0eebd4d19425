import {
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  toggleComment,
} from "@codemirror/commands";
import { python, pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  type KeyBinding,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { editorTheme } from "./editor-theme";

type CodeEditorOptions = {
  parent: HTMLElement;
  /** Its accessible name. */
  label: string;
  text: string;
  /** Where the cursor begins; at the end without it. */
  at?: number | undefined;
  /** `text`: Markdown and what else is prose. */
  language: "python" | "text";
  placeholder?: string | undefined;
  lineNumbers?: boolean | undefined;
  /** Come before the editor's own. */
  keys?: readonly KeyBinding[];
  /** Offers what the language does not know of; for Python only. */
  complete?: CompletionSource | undefined;
  onEdit: (text: string) => void;
};

/** What the rest of the page may do with the editor. */
export type CodeEditor = {
  text: () => string;
  /** Where the cursor is. */
  at: () => number;
  /** Replaces all text in one step that Undo takes back. */
  replaceAll: (text: string) => void;
  focus: () => void;
  destroy: () => void;
};

const OF_LISTS = /^(Escape|Arrow)/;
const PYTHON: Extension = [python(), indentUnit.of("    ")];

/** CodeMirror for Python or prose in `parent`, without React. */
export function createCodeEditor(options: CodeEditorOptions): CodeEditor {
  const { text, at = text.length, complete } = options;
  const keys = (options.keys ?? []).map((binding) => ({
    ...binding,
    run: (view: EditorView) => {
      // An open list of completions has these first.
      if (OF_LISTS.test(binding.key ?? "") && completionStatus(view.state) === "active")
        return false;
      closeCompletion(view);
      return binding.run?.(view) ?? false;
    },
  }));
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: text,
      selection: { anchor: Math.min(at, text.length) },
      extensions: [
        Prec.highest(keymap.of([...keys, { key: "Mod-/", run: toggleComment }])),
        options.lineNumbers ? lineNumbers() : [],
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        highlightActiveLine(),
        highlightSelectionMatches(),
        search({ top: true }),
        options.language === "python"
          ? [PYTHON, indentOnInput(), bracketMatching(), closeBrackets(), autocompletion()]
          : [],
        complete ? pythonLanguage.data.of({ autocomplete: complete }) : [],
        options.placeholder ? placeholder(options.placeholder) : [],
        // Escape before Tab leaves the field: CodeMirror's own way out for the keyboard.
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          indentWithTab,
        ]),
        editorTheme,
        EditorView.contentAttributes.of({ "aria-label": options.label, spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onEdit(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    at: () => view.state.selection.main.head,
    replaceAll: (next) => {
      const insert = view.state.toText(next);
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert },
        selection: { anchor: insert.length },
        userEvent: "input.replace",
      });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
