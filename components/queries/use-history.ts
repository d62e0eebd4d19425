import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { historyOptions, refreshHistory, watchOptions } from "@/lib/client/queries";
import { historyListOf, inStates, type Stretch, stretchState } from "@/lib/domain/history-list";
import { isQueryInFlight } from "@/lib/domain/queries";

const SCREENFUL_ROWS = 30;
const WATCHED_MAX = 50;
const noPages: never[] = [];

type View = { workgroup: string | undefined; states: readonly string[] };

/** The history as it is shown: reads on in stretches, keeps rows in flight current. */
export function useHistory({ workgroup, states }: View, rowsAtFirst: number) {
  const client = useQueryClient();
  const query = useInfiniteQuery(historyOptions(workgroup));
  const pages = query.data?.pages ?? noPages;
  const list = useMemo(() => historyListOf(pages), [pages]);
  const rows = useMemo(() => inStates(list.rows, states), [list, states]);

  const refresh = useMutation({ mutationFn: () => refreshHistory(client, workgroup) });

  const viewKey = JSON.stringify([workgroup, states]);
  const [stretch, setStretch] = useState<Stretch & { viewKey: string }>({
    viewKey,
    fromPages: 0,
    fromRows: 0,
    rowsWanted: Math.max(SCREENFUL_ROWS, rowsAtFirst),
  });
  const startStretch = (fromPages: number, fromRows: number) =>
    setStretch({ viewKey, fromPages, fromRows, rowsWanted: SCREENFUL_ROWS });
  if (stretch.viewKey !== viewKey) startStretch(pages.length, 0);
  const progress = stretchState(stretch, {
    pages: pages.length,
    rows: rows.length,
    opening: list.opening,
    complete: list.complete,
  });

  const { fetchNextPage, hasNextPage, isFetching, isError } = query;
  const readOn = progress === "reading" && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (readOn && !refresh.isPending) void fetchNextPage();
  }, [readOn, refresh.isPending, fetchNextPage]);

  const inFlight = useMemo(
    () => list.rows.filter((row) => isQueryInFlight(row.state)).map((row) => row.id),
    [list],
  );
  const watch = useQuery(watchOptions(client, inFlight.slice(0, WATCHED_MAX)));

  return {
    list,
    rows,
    progress,
    readAt: pages[0]?.readAt,
    error: query.error,
    isReading: isFetching,
    watchError: inFlight.length > 0 ? watch.error : null,
    retry: () => (pages.length === 0 ? query.refetch() : fetchNextPage()),
    /** The reader is at the last row, or asks for more. */
    readFurther: () => {
      if (progress !== "reading") startStretch(pages.length, rows.length);
    },
    refresh: {
      isPending: refresh.isPending,
      start: (onDone: () => void, onFailed: (error: Error) => void) => {
        if (refresh.isPending) return;
        refresh.mutate(undefined, {
          onSuccess: () => {
            startStretch(0, 0);
            onDone();
          },
          onError: onFailed,
        });
      },
    },
  };
}

export type HistoryView = ReturnType<typeof useHistory>;
