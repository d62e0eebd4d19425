import type { QueryProfile } from "../sql/profile/profile";
import { type Database, migrate } from "./database";
import { type ExecutionExtras, openExecutionExtras } from "./execution-extras";
import type {
  Completion,
  ExecutionRecord,
  ExecutionState,
  ExecutionTimes,
  NewExecution,
} from "./execution-record";
import {
  completionText,
  definitionText,
  EXECUTION_COLUMNS,
  EXECUTION_SCHEMA,
  type ExecutionRow,
  recordOf,
} from "./execution-rows";
import { openWorkGroupGenerations } from "./workgroup-generations";

/** Where a list page ended: all columns of the sort. */
export type ListPosition = { submittedAt: number; seq: number };
export type ListedExecutions = { ids: string[]; next: ListPosition | undefined };

export type Executions = {
  /** Durable when it returns. */
  insert(execution: NewExecution): void;
  get(id: string): ExecutionRecord | undefined;
  /** In the order of `ids`; unknown ids are missing. */
  getMany(ids: readonly string[]): ExecutionRecord[];
  /** Newest first; `next` only when there is more. */
  list(workGroup: string, limit: number, after?: ListPosition): ListedExecutions;
  /** QUEUED to RUNNING; false when the execution is no longer queued. */
  markRunning(id: string, startedAt: number): boolean;
  /** Sets a terminal state; false when one is already set, which then stays. */
  complete(id: string, completion: Completion, extras?: ExecutionExtras): boolean;
  /** How an execution was computed; undefined for unfinished ones and for those without a plan. */
  profile(id: string): QueryProfile | undefined;
  /** The newest execution with that reuse key that ended at or after `notBefore` (epoch milliseconds). */
  reusable(key: string, notBefore: number): ExecutionRecord | undefined;
  inFlight(): ExecutionRecord[];
  /** Rows that are stored, those of deleted workgroups included until they are purged. */
  count(): number;
  countInFlight(state: ExecutionState): number;
  /** Inserts finished or unfinished executions in one transaction, oldest first. */
  insertMany(executions: Iterable<NewExecution & { completion?: Completion }>): void;
  /** Makes all executions of a deleted workgroup unknown at once, whatever their number. */
  forgetWorkGroup(workGroup: string): void;
  /** Removes up to `limit` rows that were forgotten; false when none are left. */
  purgeForgotten(limit: number): boolean;
};

/** The query executions of this data folder. Terminal states never change. */
export function openExecutions(database: Database): Executions {
  migrate(database, "executions", EXECUTION_SCHEMA);
  const extras = openExecutionExtras(database, Date.now());
  const generations = openWorkGroupGenerations(database);
  const insertRow = database.prepare(
    "INSERT INTO executions (id, workgroup, submitted_at, state, definition) VALUES (?, ?, ?, 'QUEUED', ?)",
  );
  const completeRow = database.prepare(
    `UPDATE executions SET state = ?, completed_at = ?, completion = ?
     WHERE id = ? AND state IN ('QUEUED', 'RUNNING')`,
  );
  const startRow = database.prepare(
    "UPDATE executions SET state = 'RUNNING', started_at = ? WHERE id = ? AND state = 'QUEUED'",
  );
  const selectOne = database
    .prepare(`SELECT ${EXECUTION_COLUMNS} FROM executions WHERE id = ?`)
    .raw();
  const selectPage = database
    .prepare(
      `SELECT id, submitted_at, seq FROM executions
       WHERE workgroup = ? AND (submitted_at, seq) < (?, ?)
       ORDER BY submitted_at DESC, seq DESC LIMIT ?`,
    )
    .raw();

  const purgeRows = database.prepare(
    "DELETE FROM executions WHERE seq IN (SELECT seq FROM executions WHERE workgroup = ? LIMIT ?)",
  );
  // Counting a million rows at every health check would show.
  const counted = database.prepare("SELECT count(*) AS n FROM executions").get();
  let total = (counted as { n: number }).n;

  const insert = (execution: NewExecution) => {
    insertRow.run(
      execution.id,
      generations.keyOf(execution.workGroup),
      execution.submittedAt,
      definitionText(execution),
    );
    total += 1;
  };
  const complete = (id: string, completion: Completion) =>
    completeRow.run(completion.state, completion.completedAt, completionText(completion), id)
      .changes > 0;
  const completeWithExtras = database.transaction(
    (id: string, completion: Completion, kept: ExecutionExtras) => {
      const changed = complete(id, completion);
      if (changed) extras.keep(id, completion.completedAt, kept);
      return changed;
    },
  );
  const liveRecordOf = (row: ExecutionRow): ExecutionRecord | undefined => {
    const workGroup = generations.liveName(row[1]);
    return workGroup === undefined ? undefined : recordOf(row, workGroup);
  };
  const get = (id: string) => {
    const row = selectOne.get(id) as ExecutionRow | undefined;
    return row && liveRecordOf(row);
  };

  return {
    insert,
    get,
    getMany: (ids) => ids.flatMap((id) => get(id) ?? []),
    list(workGroup, limit, after) {
      const { submittedAt, seq } = after ?? { submittedAt: Number.MAX_SAFE_INTEGER, seq: 0 };
      const rows = selectPage.all(generations.keyOf(workGroup), submittedAt, seq, limit + 1) as [
        id: string,
        submittedAt: number,
        seq: number,
      ][];
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        ids: page.map(([id]) => id),
        next: rows.length > limit && last ? { submittedAt: last[1], seq: last[2] } : undefined,
      };
    },
    markRunning: (id, startedAt) => startRow.run(startedAt, id).changes > 0,
    complete: (id, completion, kept) =>
      kept ? completeWithExtras(id, completion, kept) : complete(id, completion),
    profile: extras.profile,
    reusable(key, notBefore) {
      const id = extras.reusable(key, notBefore);
      return id === undefined ? undefined : get(id);
    },
    inFlight() {
      const rows = database
        .prepare(
          `SELECT ${EXECUTION_COLUMNS} FROM executions
           WHERE state IN ('QUEUED', 'RUNNING') AND completed_at IS NULL ORDER BY seq`,
        )
        .raw()
        .all() as ExecutionRow[];
      return rows.flatMap((row) => liveRecordOf(row) ?? []);
    },
    count: () => total,
    countInFlight(state) {
      const row = database
        .prepare("SELECT count(*) AS n FROM executions WHERE state = ? AND completed_at IS NULL")
        .get(state);
      return (row as { n: number }).n;
    },
    insertMany(executions) {
      database.transaction(() => {
        for (const { completion, ...execution } of executions) {
          insert(execution);
          if (completion) complete(execution.id, completion);
        }
      })();
    },
    forgetWorkGroup: generations.advance,
    purgeForgotten(limit) {
      const key = generations.deadKeys()[0];
      if (key === undefined) return false;
      const removed = purgeRows.run(key, limit).changes;
      total -= removed;
      if (removed < limit) generations.cleared(key);
      return true;
    },
  };
}

/** Statistics of an execution that never ran or whose run was lost. */
export function timesWithoutEngine(record: ExecutionRecord, completedAt: number): ExecutionTimes {
  const totalMs = Math.max(0, completedAt - record.submittedAt);
  const queueMs = Math.max(
    0,
    (record.startedAt ?? completedAt) - record.submittedAt - record.preProcessingMs,
  );
  const engineMs = Math.max(0, totalMs - queueMs - record.preProcessingMs);
  return {
    queueMs,
    preProcessingMs: record.preProcessingMs,
    planningMs: 0,
    engineMs,
    serviceProcessingMs: 0,
    totalMs,
  };
}
