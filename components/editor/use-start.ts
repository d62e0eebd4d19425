import { useState } from "react";
import { announce } from "@/components/ui/announce";
import { countPlaceholders } from "@/lib/domain/sql-statements";
import type { useEditorSession } from "./use-editor-session";
import type { Place } from "./use-place";
import type { useRun } from "./use-run";

/** Run as people press it: checks what would be sent, says what is missing, or starts it. */
export function useStart(
  { chosen, draft }: ReturnType<typeof useEditorSession>,
  { workgroup, catalog, database }: Place,
  run: ReturnType<typeof useRun>,
  disabledReason: string | undefined,
) {
  const [notice, setNotice] = useState<string>();
  const [showMissing, setShowMissing] = useState(false);
  const placeholderCount = chosen.kind === "statement" ? countPlaceholders(chosen.sql) : 0;

  const problem = (): string | undefined => {
    if (disabledReason) return disabledReason;
    if (chosen.kind === "none") return "Write a statement first.";
    if (chosen.kind === "several")
      return `The selection holds ${chosen.count} statements. Athena runs one at a time: select one of them.`;
    const missing = Array.from({ length: placeholderCount }).findIndex(
      (_, index) => (draft.parameters[index] ?? "") === "",
    );
    setShowMissing(missing !== -1);
    return missing === -1 ? undefined : `Give parameter ${missing + 1} a value.`;
  };
  const start = () => {
    const found = problem();
    setNotice(found);
    if (found !== undefined) run.dismissRefusal();
    if (found !== undefined || chosen.kind !== "statement" || workgroup === undefined) return;
    const started = run.start(chosen, {
      sql: chosen.sql,
      workgroup,
      ...(catalog ? { catalog } : {}),
      ...(database ? { database } : {}),
      ...(placeholderCount > 0 ? { parameters: draft.parameters.slice(0, placeholderCount) } : {}),
    });
    if (started) return;
    announce("This statement is running");
    setNotice("This statement is running. Stop it to start it again.");
  };
  return { start, notice, clearNotice: () => setNotice(undefined), placeholderCount, showMissing };
}
