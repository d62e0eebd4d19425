import { useMemo } from "react";
import { queryStateFacts } from "@/lib/domain/queries";
import { locateError } from "@/lib/domain/sql-statements";
import type { useEditorSession } from "./use-editor-session";
import { failureText, type useRun } from "./use-run";

/** Where in the text the last refusal or failure points; undefined when nowhere, or no longer there. */
export function useErrorPlace(
  { editor, newest }: ReturnType<typeof useEditorSession>,
  { starting, refusal, sent, detail }: ReturnType<typeof useRun>,
) {
  const failed =
    detail.data && queryStateFacts(detail.data.execution.state).tone === "bad"
      ? detail.data
      : undefined;
  const message = refusal ? refusal.message : failed && failureText(failed);
  const statement = refusal ? sent?.sql : failed?.execution.sql;
  const hint = sent?.sql === statement ? sent?.range.from : undefined;

  const locate = () =>
    message === undefined || statement === undefined
      ? undefined
      : locateError(newest.current.sql, statement, message, hint);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once an outcome; afterwards the mark moves with the text by itself
  const errorAt = useMemo(
    () => (editor && !starting ? locate() : undefined),
    [editor, starting, message, statement, hint],
  );
  const goTo = () => {
    const offset = locate() ?? errorAt;
    if (offset !== undefined) editor?.goTo(offset);
  };
  return { errorAt, goTo: errorAt === undefined ? undefined : goTo };
}
