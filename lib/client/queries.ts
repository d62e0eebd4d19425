import {
  type InfiniteData,
  infiniteQueryOptions,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import type { InputOf, OutputOf } from "@/lib/contracts/contract";
import type * as contracts from "@/lib/contracts/queries";
import type { QueryRow } from "@/lib/contracts/queries";
import { chunksOf } from "@/lib/domain/chunks";
import { keepLanded } from "@/lib/domain/history-list";
import { queryStateFacts } from "@/lib/domain/queries";
import { call } from "./call";

/** `readAt`: when the browser received the page, epoch milliseconds. */
type HistoryPage = OutputOf<typeof contracts.listQueries> & { readAt: number };
type History = InfiniteData<HistoryPage, string | undefined>;

const WATCH_CALL_MAX = 50;

async function readHistory(
  workgroup: string | undefined,
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<HistoryPage> {
  const page = await call<typeof contracts.listQueries>(
    "GET /api/queries",
    { workgroup, cursor },
    signal,
  );
  return { ...page, readAt: Date.now() };
}

/** The history of one or all visible workgroups, read on as the reader scrolls; never read again by itself. */
export const historyOptions = (workgroup: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["queries", "history", workgroup ?? null],
    queryFn: ({ pageParam, signal }) => readHistory(workgroup, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor,
    staleTime: Number.POSITIVE_INFINITY,
    // A next page is put behind the pages known when its reading began; the watch may know better by now.
    structuralSharing: (before, after) =>
      before ? withoutSetbacks(before as History, after as History) : after,
  });

function withoutSetbacks(before: History, after: History): History {
  const rows = keepLanded(
    before.pages.map((page) => page.rows),
    after.pages.map((page) => page.rows),
  );
  const pages = after.pages.map((page, index) => ({ ...page, rows: rows[index] ?? page.rows }));
  return { ...after, pages };
}

/** Reads anew from the top, as far as rows can be placed, and starts over from there. */
export async function refreshHistory(
  client: QueryClient,
  workgroup: string | undefined,
): Promise<void> {
  const { queryKey } = historyOptions(workgroup);
  await client.cancelQueries({ queryKey });
  let last = await readHistory(workgroup, undefined);
  const history: History = { pages: [last], pageParams: [undefined] };
  while (last.cursor !== undefined && last.settledSince === undefined) {
    history.pageParams.push(last.cursor);
    last = await readHistory(workgroup, last.cursor);
    history.pages.push(last);
  }
  client.setQueryData<History>(queryKey, history);
}

/** Watches rows in flight and writes what it learns into every history list; ends when all have landed. */
export const watchOptions = (client: QueryClient, inFlightIds: readonly string[]) => {
  const ids = [...inFlightIds].sort();
  return queryOptions({
    queryKey: ["queries", "watch", ids],
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(
        chunksOf(ids, WATCH_CALL_MAX).map((chunk) =>
          call<typeof contracts.watchQueries>(
            "GET /api/queries/watch",
            { ids: chunk.join(",") },
            signal,
          ),
        ),
      );
      const rows = answers.flatMap((answer) => answer.rows);
      client.setQueriesData<History>({ queryKey: ["queries", "history"] }, (history) =>
        withRows(history, rows),
      );
      return rows;
    },
    enabled: ids.length > 0,
    refetchInterval: 1_000,
    gcTime: 0,
  });
};

function withRows(history: History | undefined, rows: readonly QueryRow[]): History | undefined {
  if (!history) return history;
  const newer = new Map(rows.map((row) => [row.id, row]));
  const pages = history.pages.map((page) => ({
    ...page,
    rows: page.rows.map((row) => newer.get(row.id) ?? row),
  }));
  return { ...history, pages };
}

/** One execution; asked again at its state's pace until it has landed. */
export const queryDetailOptions = (id: string) =>
  queryOptions({
    queryKey: ["queries", "detail", id],
    queryFn: ({ signal }) =>
      call<typeof contracts.getQuery>("GET /api/queries/[id]", { id }, signal),
    staleTime: 0,
    refetchInterval: (query) =>
      query.state.data
        ? (queryStateFacts(query.state.data.execution.state).pollMs ?? false)
        : false,
  });

/** Result rows, a thousand at a time. */
export const queryResultsOptions = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["queries", "results", id],
    queryFn: ({ pageParam, signal }) =>
      call<typeof contracts.getQueryResults>(
        "GET /api/queries/[id]/results",
        { id, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Starts an execution. The caller keeps one token per intended run, so that a retry starts nothing twice. */
export const startQueryMutation = () =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.startQuery>) =>
      call<typeof contracts.startQuery>("POST /api/queries", input),
    // The lists that were read before do not have it: the next visit reads anew.
    onSuccess: (_started, _input, _context, { client }) =>
      client.removeQueries({ queryKey: ["queries", "history"], type: "inactive" }),
  });

/** Stops an execution and reads it again at once. */
export const stopQueryMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) =>
      call<typeof contracts.stopQuery>("POST /api/queries/[id]/stop", { id }),
    onSettled: (_data, _error, id) =>
      client.invalidateQueries({ queryKey: ["queries", "detail", id] }),
  });

/** A new token, a UUID of version 4 as the SDKs send. */
export function newRequestToken(): string {
  // randomUUID exists in secure contexts only; a console on plain http in an intranet has none.
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
