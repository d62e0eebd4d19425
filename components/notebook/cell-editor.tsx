import type { EditorView, KeyBinding } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { type CodeEditor, createCodeEditor } from "@/components/data/code-editor";
import { pysparkCompletion } from "@/components/data/pyspark-completion";
import type { NotebookCell } from "@/lib/domain/ipynb";
import type { CellHandlers } from "./cell-handlers";

type CellEditorProps = {
  cell: NotebookCell;
  label: string;
  cursorAt: number | undefined;
  handlers: CellHandlers;
};

/** The text field of the one cell that is edited. */
export function CellEditor({ cell, label, cursorAt, handlers }: CellEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor>(null);
  const open = useEffectEvent((element: HTMLElement) =>
    createCodeEditor({
      parent: element,
      label,
      text: cell.source,
      at: cursorAt,
      language: cell.kind === "code" ? "python" : "text",
      placeholder: cell.kind === "code" ? "Python" : cell.kind === "markdown" ? "Markdown" : "Text",
      keys: keysOf(handlers),
      complete:
        cell.kind === "code"
          ? pysparkCompletion(() => handlers.namesElsewhere(cell.id))
          : undefined,
      onEdit: (text) => handlers.write(cell.id, text),
    }),
  );
  const opened = useEffectEvent((cursor: (() => number) | undefined) =>
    handlers.editorOpened(cursor),
  );
  useEffect(() => {
    if (!parent.current) return;
    const created = open(parent.current);
    editor.current = created;
    opened(created.at);
    created.focus();
    return () => {
      opened(undefined);
      editor.current = null;
      created.destroy();
    };
  }, []);
  useEffect(() => {
    // The text may be replaced from outside; CodeMirror holds `\n` only.
    const text = cell.source.replace(/\r\n?/g, "\n");
    if (editor.current && editor.current.text() !== text) editor.current.replaceAll(text);
  }, [cell.source]);
  return <div ref={parent} className="min-w-0 overflow-hidden rounded-md" />;
}

const done = (act: () => void) => () => {
  act();
  return true;
};

const keysOf = (handlers: CellHandlers): KeyBinding[] => [
  { key: "Escape", run: done(handlers.leaveEdit) },
  { key: "Shift-Enter", run: done(handlers.runAndSelectNext) },
  { key: "Mod-Enter", run: done(handlers.runInPlace) },
  { key: "Alt-Enter", run: done(handlers.runAndInsert) },
  { key: "Mod-s", run: done(handlers.save) },
  { key: "Ctrl-Shift--", run: done(handlers.splitAtCursor) },
  { key: "ArrowUp", run: (view) => isAtEdge(view, "first") && handlers.editNeighbour(-1) },
  { key: "ArrowDown", run: (view) => isAtEdge(view, "last") && handlers.editNeighbour(1) },
];

/** The cursor is in the first or last row as it is drawn, and nothing is selected. */
function isAtEdge(view: EditorView, edge: "first" | "last"): boolean {
  const { main } = view.state.selection;
  const here = view.coordsAtPos(main.head);
  const there = view.coordsAtPos(edge === "first" ? 0 : view.state.doc.length);
  return main.empty && here !== null && there !== null && Math.abs(here.top - there.top) < 2;
}
