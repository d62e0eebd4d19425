"use client";

import type { CompletionSource } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { type CodeEditor, createCodeEditor } from "@/components/data/code-editor";

type CodeInputProps = {
  /** Read once, when it appears. */
  initial: string;
  complete: CompletionSource;
  onEdit: (code: string) => void;
  onRun: () => void;
  /** Up on the first line, down on the last: code that ran before; false where there is none. */
  onOlder: () => boolean;
  onNewer: () => boolean;
  /** Hands out the editor once it stands, and takes it back. */
  onReady: (editor: CodeEditor | null) => void;
};

export function CodeInput(props: CodeInputProps) {
  const parent = useRef<HTMLDivElement>(null);
  const edit = useEffectEvent(props.onEdit);
  const run = useEffectEvent(props.onRun);
  const older = useEffectEvent(props.onOlder);
  const newer = useEffectEvent(props.onNewer);
  const ready = useEffectEvent(props.onReady);
  const create = useEffectEvent((element: HTMLElement) =>
    createCodeEditor({
      parent: element,
      label: "Code",
      text: props.initial,
      language: "python",
      placeholder: "Write Python for this session",
      lineNumbers: true,
      complete: props.complete,
      keys: [
        {
          key: "Mod-Enter",
          run: () => {
            run();
            return true;
          },
        },
        { key: "ArrowUp", run: (view) => atFirstLine(view) && older() },
        { key: "ArrowDown", run: (view) => atLastLine(view) && newer() },
      ],
      onEdit: (code) => edit(code),
    }),
  );
  useEffect(() => {
    if (!parent.current) return;
    const editor = create(parent.current);
    ready(editor);
    return () => {
      ready(null);
      editor.destroy();
    };
  }, []);
  return <div ref={parent} className="h-full min-h-0 overflow-hidden" />;
}

const atFirstLine = ({ state }: EditorView) =>
  state.selection.main.empty && state.doc.lineAt(state.selection.main.head).number === 1;
const atLastLine = ({ state }: EditorView) =>
  state.selection.main.empty &&
  state.doc.lineAt(state.selection.main.head).number === state.doc.lines;
