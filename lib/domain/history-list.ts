import { formatCount } from "./format";
import { settledRows } from "./history";
import { isQueryInFlight, QUERY_STATES } from "./queries";

/** What a list needs of a page of history. */
type PageOf<Row, Unprocessed, Unreadable> = {
  rows: readonly Row[];
  unprocessed: readonly Unprocessed[];
  unreadable: readonly Unreadable[];
  cursor?: string | undefined;
  settledSince?: number | undefined;
  workgroups: { read: number; total: number };
};

type Listed = { id: string; state: string; submittedAt?: number | undefined };

export type HistoryList<Row, Unprocessed, Unreadable> = {
  /** In their final place, newest first. */
  rows: Row[];
  unprocessed: Unprocessed[];
  unreadable: Unreadable[];
  /** Read to the end of every workgroup. */
  complete: boolean;
  /** Some workgroup has no page yet, so that no row can be placed. */
  opening: boolean;
  workgroups: { read: number; total: number };
};

/** The pages read so far as one list. */
export function historyListOf<
  Row extends Listed,
  Unprocessed extends { id: string },
  Unreadable extends { workgroup: string },
>(
  pages: readonly PageOf<Row, Unprocessed, Unreadable>[],
): HistoryList<Row, Unprocessed, Unreadable> {
  const last = pages.at(-1);
  const complete = last !== undefined && last.cursor === undefined;
  // What was settled once stays settled, whatever a later page knows.
  const since = complete
    ? 0
    : Math.min(...pages.map((page) => page.settledSince ?? Number.POSITIVE_INFINITY));
  const readIds = new Set(pages.flatMap((page) => page.rows.map((row) => row.id)));
  const unprocessed = new Map(
    pages.flatMap((page) => page.unprocessed.map((entry) => [entry.id, entry] as const)),
  );
  const unreadable = new Map(
    pages.flatMap((page) => page.unreadable.map((entry) => [entry.workgroup, entry] as const)),
  );
  return {
    rows: settledRows(
      pages.map((page) => page.rows),
      since,
    ),
    unprocessed: [...unprocessed.values()].filter((entry) => !readIds.has(entry.id)),
    unreadable: [...unreadable.values()],
    complete,
    opening: !Number.isFinite(since),
    workgroups: last?.workgroups ?? { read: 0, total: 0 },
  };
}

/** Rows in one of the states; all rows when no state is chosen. */
export const inStates = <Row extends { state: string }>(
  rows: readonly Row[],
  states: readonly string[],
): readonly Row[] =>
  states.length === 0 ? rows : rows.filter((row) => states.includes(row.state));

/** How many rows are in which state: the known states in their order, then any other that occurs or is chosen. */
export function countStates(
  rows: readonly { state: string }[],
  chosen: readonly string[],
): { state: string; count: number }[] {
  const counts = new Map<string, number>(
    [...QUERY_STATES, ...chosen].map((state) => [state, 0] as const),
  );
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => ({ state, count }));
}

/** How much of the history the list stands on; `matched` only where a filter is set. */
export function readText(
  list: Pick<HistoryList<Listed, never, never>, "complete" | "opening" | "workgroups"> & {
    rows: readonly unknown[];
  },
  matched: number | undefined,
): string {
  const { read, total } = list.workgroups;
  if (list.opening) return total > 1 ? `Reading workgroups ${read} of ${total}` : "Reading…";
  const count = formatCount(list.rows.length);
  if (matched !== undefined)
    return `${formatCount(matched)} of ${count}${list.complete ? "" : " read"}`;
  return list.complete ? `${count} in all` : `${count} read so far`;
}

/** One stretch of reading on: from where, and how many more rows it is for. */
export type Stretch = { fromPages: number; fromRows: number; rowsWanted: number };

const STRETCH_PAGES_MAX = 10;

/**
 * Whether a stretch goes on. A filter may match nothing for long, and pages are read from a quota that all
 * share: after ten pages the reader is asked.
 */
export function stretchState(
  stretch: Stretch,
  read: { pages: number; rows: number; opening: boolean; complete: boolean },
): "reading" | "enough" | "paused" {
  if (read.complete) return "enough";
  if (read.opening) return "reading";
  if (read.rows - stretch.fromRows >= stretch.rowsWanted) return "enough";
  return read.pages - stretch.fromPages >= STRETCH_PAGES_MAX ? "paused" : "reading";
}

/** Readings that arrive out of order: a row that has landed is not set in flight again by an older one. */
export function keepLanded<Row extends { id: string; state: string }>(
  before: readonly (readonly Row[])[],
  after: readonly (readonly Row[])[],
): Row[][] {
  const suspect = new Set(
    after.flatMap((rows) => rows.filter((row) => isQueryInFlight(row.state)).map(({ id }) => id)),
  );
  const landed = new Map<string, Row>();
  for (const rows of suspect.size > 0 ? before : [])
    for (const row of rows)
      if (suspect.has(row.id) && !isQueryInFlight(row.state)) landed.set(row.id, row);
  return after.map((rows) =>
    rows.map((row) => (isQueryInFlight(row.state) ? (landed.get(row.id) ?? row) : row)),
  );
}
