import { and, eq, sql } from "drizzle-orm";
import type { Queries } from "../db/database";
import { audit } from "../db/schema";
import type { Log } from "../log";

/** Longer than any change takes: what is older has nobody any more who would close it. */
export const UNFINISHED_AFTER_MS = 120_000;

/**
 * Closes, as `unknown`, rows that are still `attempted` after `olderThanMs` by the database's clock, and reports
 * each in the log: their console ended, or lost its database, before it could write how the change went.
 * Of several instances one reports a row. @returns how many
 */
export async function closeUnfinished(
  queries: Queries,
  log: Pick<Log, "warn">,
  olderThanMs: number,
): Promise<number> {
  const rows = await queries
    .update(audit)
    .set({ outcome: "unknown", closedAt: sql`now()` })
    .where(
      and(
        eq(audit.outcome, "attempted"),
        sql`${audit.at} <= now() - ${olderThanMs} * interval '1 millisecond'`,
      ),
    )
    .returning();
  for (const { id, at, action, objectType, objectId, workgroup, requestId, actorId } of rows)
    log.warn(
      { auditId: id, at, action, objectType, objectId, workgroup, requestId, actorId },
      "a change was left unfinished: nobody heard how it went",
    );
  return rows.length;
}

type Watch = { stop(): void };

/**
 * Finds unfinished changes now and then every two minutes. `alone`: no other process uses this database, so
 * whatever is `attempted` at the start was left by one that ended. Failures go to the log: none keeps a console
 * from serving.
 */
export async function watchUnfinished(
  queries: Queries,
  log: Log,
  { alone }: { alone: boolean },
): Promise<Watch> {
  const look = (olderThanMs: number) =>
    closeUnfinished(queries, log, olderThanMs).catch((err) =>
      log.warn({ err }, "unfinished changes could not be looked for"),
    );
  await look(alone ? 0 : UNFINISHED_AFTER_MS);
  const timer = setInterval(look, UNFINISHED_AFTER_MS, UNFINISHED_AFTER_MS).unref();
  return { stop: () => clearInterval(timer) };
}
