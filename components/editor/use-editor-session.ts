import { useRef, useState } from "react";
import { chooseStatement, type SqlRange } from "@/lib/domain/sql-statements";
import { type Draft, keepDraft, readDraft } from "./draft";
import type { SqlEditor } from "./sql-editor";

/** The text being written, where the cursor is in it, and the editor that holds it. */
export function useEditorSession() {
  const [draft, setDraft] = useState(readDraft);
  const [selection, setSelection] = useState<SqlRange>(() => ({
    from: draft.sql.length,
    to: draft.sql.length,
  }));
  const [editor, setEditor] = useState<SqlEditor | null>(null);
  // The newest of both, for callbacks that outlive a render.
  const newest = useRef(draft);
  const newestSelection = useRef(selection);

  const change = (part: Partial<Draft>) => {
    newest.current = { ...newest.current, ...part };
    setDraft(newest.current);
    keepDraft(newest.current);
  };
  const edit = (sql: string, next: SqlRange) => {
    if (sql !== newest.current.sql) change({ sql });
    newestSelection.current = next;
    setSelection(next);
  };
  const replace = (next: Draft) => {
    change({ parameters: next.parameters });
    editor?.replaceAll(next.sql);
  };
  const chosen = chooseStatement(draft.sql, selection);
  return { draft, chosen, editor, setEditor, edit, change, replace, newest, newestSelection };
}
