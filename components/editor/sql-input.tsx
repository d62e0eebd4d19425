"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { SqlRange } from "@/lib/domain/sql-statements";
import { createSqlEditor, type SqlEditor, type SqlSchema } from "./sql-editor";

type SqlInputProps = {
  /** Read once, when it appears. */
  initialSql: string;
  schema: SqlSchema;
  /** Where the engine found an error. */
  errorAt: number | undefined;
  onEdit: (sql: string, selection: SqlRange) => void;
  onRun: () => void;
  /** Hands out the editor once it stands, and takes it back. */
  onReady: (editor: SqlEditor | null) => void;
};

export function SqlInput({ initialSql, schema, errorAt, onEdit, onRun, onReady }: SqlInputProps) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<SqlEditor>(null);
  const edit = useEffectEvent(onEdit);
  const run = useEffectEvent(onRun);
  const ready = useEffectEvent(onReady);
  const start = useEffectEvent((element: HTMLElement) =>
    createSqlEditor(
      element,
      { sql: initialSql, label: "SQL", placeholder: "Write SQL for Athena" },
      { onEdit: (sql, selection) => edit(sql, selection), onRun: () => run() },
    ),
  );

  useEffect(() => {
    if (!parent.current) return;
    const created = start(parent.current);
    editor.current = created;
    ready(created);
    return () => {
      editor.current = null;
      ready(null);
      created.destroy();
    };
  }, []);
  useEffect(() => editor.current?.offer(schema), [schema]);
  useEffect(() => editor.current?.mark(errorAt), [errorAt]);

  return <div ref={parent} className="h-full min-h-0 overflow-hidden" />;
}
