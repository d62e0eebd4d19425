import { inArray } from "drizzle-orm";
import type { QueryRow } from "@/lib/contracts/queries";
import { estimateCostUsd } from "@/lib/domain/cost";
import { durationMs, type QueryExecution } from "@/lib/domain/queries";
import { summarizeSql } from "@/lib/domain/sql-text";
import type { Ctx } from "../context";
import type { Queries } from "../db/database";
import { databaseFailure } from "../db/failure";
import { submissions } from "../db/schema";

export type Starter = { id: string; name: string };

/** Who started which of these executions here; executions started outside are absent. */
export async function startersOf(
  queries: Queries,
  executionIds: string[],
): Promise<Map<string, Starter>> {
  if (executionIds.length === 0) return new Map();
  const rows = await queries
    .select({
      executionId: submissions.executionId,
      id: submissions.actorId,
      name: submissions.actorName,
    })
    .from(submissions)
    .where(inArray(submissions.executionId, executionIds));
  return new Map(rows.map(({ executionId, ...starter }) => [executionId, starter]));
}

/** As `startersOf` for what people read: without a database executions are shown all the same, as nobody's. */
export async function startersIfKnown(
  ctx: Ctx,
  executionIds: string[],
): Promise<Map<string, Starter>> {
  try {
    return await startersOf(ctx.runtime.database.queries, executionIds);
  } catch (cause) {
    const failure = databaseFailure(cause);
    if (!failure) throw cause;
    ctx.log.warn({ reason: failure.message }, "who started executions is not known");
    return new Map();
  }
}

/** Cost in US dollars as estimated from the execution's own figures. */
export const costOf = (execution: QueryExecution) =>
  estimateCostUsd({
    state: execution.state,
    statementType: execution.statementType,
    substatementType: execution.substatementType,
    dataScannedBytes: execution.statistics.dataScannedBytes,
    reusedPreviousResult: execution.statistics.reusedPreviousResult,
    dpuCount: execution.statistics.dpuCount,
  });

/** An execution as a line of a list. */
export function toRow(execution: QueryExecution, startedBy: Starter | undefined): QueryRow {
  return {
    id: execution.id,
    summary: summarizeSql(execution.sql),
    statementType: execution.statementType,
    substatementType: execution.substatementType,
    workgroup: execution.workgroup,
    catalog: execution.catalog,
    database: execution.database,
    state: execution.state,
    submittedAt: execution.submittedAt,
    completedAt: execution.completedAt,
    durationMs: durationMs(execution),
    dataScannedBytes: execution.statistics.dataScannedBytes,
    reusedPreviousResult: execution.statistics.reusedPreviousResult,
    costUsd: costOf(execution),
    startedBy,
  };
}
