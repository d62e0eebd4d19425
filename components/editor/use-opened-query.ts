import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useEffectEvent, useState } from "react";
import { toast } from "@/components/ui/toast";
import { queryDetailOptions } from "@/lib/client/queries";
import type { QueryDetail } from "@/lib/contracts/queries";
import { type Draft, keepReplacedDraft, readReplacedDraft, withUnixLines } from "./draft";
import type { useEditorSession } from "./use-editor-session";
import type { Place } from "./use-place";

/** Takes over the execution named by `?query=`, and keeps what it pushes aside. */
export function useOpenedQuery(
  session: ReturnType<typeof useEditorSession>,
  choose: (place: Partial<Place>) => void,
) {
  const [id, setId] = useQueryState("query", parseAsString);
  const [replaced, setReplaced] = useState(readReplacedDraft);
  const { data, error } = useQuery({
    ...queryDetailOptions(id ?? ""),
    enabled: id !== null,
    refetchInterval: false,
  });

  const setAside = (draft: Draft | undefined) => {
    keepReplacedDraft(draft);
    setReplaced(draft);
  };
  const restore = (draft: Draft) => {
    setAside(undefined);
    session.replace(draft);
  };
  const open = useEffectEvent(({ execution }: QueryDetail) => {
    const before = session.newest.current;
    const sql = withUnixLines(execution.sql);
    session.replace({ sql, parameters: execution.parameters ?? [] });
    const { workgroup, catalog, database } = execution;
    choose({ workgroup, ...(catalog ? { catalog } : {}), ...(database ? { database } : {}) });
    setId(null);
    if (before.sql.trim() === "" || before.sql === sql) return;
    setAside(before);
    toast.success("Your draft was replaced", {
      action: { label: "Undo", onClick: () => restore(before) },
    });
  });
  const ready = session.editor !== null;
  useEffect(() => {
    if (ready && data) open(data);
  }, [ready, data]);

  return {
    opening: id !== null && !error,
    error: id === null ? null : error,
    giveUp: () => setId(null),
    replaced,
    restore: () => replaced && restore(replaced),
  };
}
