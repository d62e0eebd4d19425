import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { abortError, onConnection } from "../duckdb";
import type { RunOutcome } from "../engine";
import { toSqlError } from "../errors";
import type { FinishedRun } from "../profile/profile-run";
import { planNames, watchRun } from "../profile/profile-run";
import { databaseOf, type PreparedQuery, prepareQuery } from "../run-query";
import type { StatementRun } from "../statements/statement";
import type { Tree } from "../trino-parser";
import { type WritePlan, writeProfile } from "./write-profile";

export type Writing = {
  connection: DuckDBConnection;
  /** Where DuckDB may write; gone when the statement has ended. */
  folder: string;
  prepared: PreparedQuery;
  /**
   * Runs the one DuckDB statement that reads the query, counting what it reads, and returns its rows.
   * @throws SqlError, AbortError, ScanLimitExceeded
   */
  readQuery(sql: string, tree?: Tree): Promise<DuckDBValue[][]>;
};

/** Runs a statement in a thread of its own and returns its rows. Errors: SqlError, AbortError. */
export async function runToEnd(
  run: Pick<StatementRun, "environment" | "signal"> & {
    connection: DuckDBConnection;
    tree?: Tree | undefined;
  },
  sql: string,
): Promise<DuckDBValue[][]> {
  try {
    const statement = await run.connection.prepare(sql);
    const result = await run.environment.startStream(statement);
    return await result.getRows();
  } catch (error) {
    throw run.signal.aborted ? abortError() : toSqlError(error, run.tree);
  }
}

/** @throws SqlError, AbortError, ScanLimitExceeded */
async function readWatched(
  { environment, context, signal }: StatementRun,
  { connection, prepared }: Pick<Writing, "connection" | "prepared">,
  sql: string,
  tree: Tree | undefined,
): Promise<{ rows: DuckDBValue[][]; finished: FinishedRun }> {
  const watched = await watchRun({
    connection,
    context,
    profileDir: environment.tempDir,
    plannedBytes: prepared.dataScannedBytes,
    sql: prepared.sql,
    hasPlan: true,
  });
  try {
    const rows = await runToEnd({ environment, connection, signal, tree }, sql).catch(
      (error: unknown) => {
        throw signal.aborted ? error : watched.failure(error);
      },
    );
    const names = planNames(environment.store, prepared.sources);
    const finished = await watched.finish(prepared.columns, names);
    // The statement's other steps are our own.
    await connection.run("PRAGMA disable_profiling; PRAGMA disable_progress_bar");
    return { rows, finished };
  } finally {
    await watched.close();
  }
}

/**
 * Prepares a query and hands it to what writes its rows.
 * @param plan what the write is called in the plan of the statement; undefined when it has none
 * @throws SqlError for the query's failure, ScanLimitExceeded, AbortError, what the work throws
 */
export async function writeQuery(
  run: StatementRun,
  tree: Tree,
  plan: WritePlan | undefined,
  work: (writing: Writing) => Promise<Partial<RunOutcome>>,
): Promise<Partial<RunOutcome>> {
  const { environment, context, signal } = run;
  const startedAt = performance.now();
  return environment.writes.inFolder((folder) =>
    onConnection(environment.instance, signal, async (connection) => {
      const prepared = await prepareQuery(environment, connection, tree, databaseOf(context));
      const planningMs = Math.round(performance.now() - startedAt);
      let finished: FinishedRun = { dataScannedBytes: 0, profile: undefined };
      const outcome = await work({
        connection,
        folder,
        prepared,
        async readQuery(sql, tree) {
          const read = await readWatched(run, { connection, prepared }, sql, tree);
          finished = read.finished;
          return read.rows;
        },
      });
      const { profile, dataScannedBytes } = finished;
      return {
        dataScannedBytes,
        planningMs,
        ...(profile && plan && { profile: writeProfile(profile, plan) }),
        ...outcome,
      };
    }),
  );
}
