/**
 * One list out of many workgroups, newest first, reading each page of each workgroup once.
 *
 * Athena lists one workgroup at a time. Each step reads the next page of the workgroup whose
 * oldest read execution is the newest: until that page is known, nothing below it can be placed.
 */
export type WorkgroupPosition = {
  workgroup: string;
  /** Where the next page begins; undefined before the first page. */
  nextToken: string | undefined;
  /** Submission of the oldest execution read so far; undefined before the first page. */
  oldestReadAt: number | undefined;
};

/** The positions of workgroups that are not read to their end; empty when the history is complete. */
export type HistoryCursor = WorkgroupPosition[];

export const beginHistory = (workgroups: string[]): HistoryCursor =>
  workgroups.map((workgroup) => ({ workgroup, nextToken: undefined, oldestReadAt: undefined }));

/** The workgroups whose next page is to be read now: first pages in small groups, then the newest frontier. */
export function nextToRead(cursor: HistoryCursor, firstPagesMax: number): WorkgroupPosition[] {
  const unread = cursor.filter((position) => position.oldestReadAt === undefined);
  if (unread.length > 0) return unread.slice(0, firstPagesMax);
  const newest = cursor.reduce<WorkgroupPosition | undefined>(
    (best, position) =>
      best === undefined || (position.oldestReadAt ?? 0) > (best.oldestReadAt ?? 0)
        ? position
        : best,
    undefined,
  );
  return newest === undefined ? [] : [newest];
}

/** Executions submitted at or after this are in their final place; 0 when the history is complete. */
export function settledSince(cursor: HistoryCursor): number {
  return cursor.reduce(
    (latest, position) => Math.max(latest, position.oldestReadAt ?? Number.POSITIVE_INFINITY),
    0,
  );
}

type Placed = { id: string; submittedAt?: number | undefined };

/** The rows that may be shown: newest first, each once, none that a page still to come could precede. */
export function settledRows<Row extends Placed>(
  pages: readonly (readonly Row[])[],
  since: number,
): Row[] {
  const byId = new Map<string, Row>();
  // A newer read of the same execution replaces the older one.
  for (const page of pages) for (const row of page) byId.set(row.id, row);
  return [...byId.values()]
    .filter((row) => (row.submittedAt ?? 0) >= since)
    .sort((a, b) => (b.submittedAt ?? 0) - (a.submittedAt ?? 0) || (a.id < b.id ? 1 : -1));
}
