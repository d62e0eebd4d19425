import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { sessionsOptions } from "@/lib/client/sessions";
import type { Filter } from "./filters";

/** The list for a filter, kept current while the page is shown; what was shown stays while another filter is read. */
export function useSessions({ workgroup, show, text, mine }: Filter) {
  const query = useInfiniteQuery({
    ...sessionsOptions({
      ...(workgroup ? { workgroup } : {}),
      ...(text ? { text } : {}),
      ...(mine ? { mine: "true" as const } : {}),
      show,
    }),
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  const [first] = data?.pages ?? [];
  // A session that ends between two pages is in both.
  const rows = useMemo(
    () => [
      ...new Map(
        (data?.pages ?? []).flatMap((page) => page.rows).map((row) => [row.id, row]),
      ).values(),
    ],
    [data],
  );
  return { ...query, first, rows };
}
