import type { DuckDBConnection } from "@duckdb/node-api";
import { onConnection } from "../duckdb";
import { type RunContext, type RunOutcome, ScanLimitExceeded } from "../engine";
import { databaseOf, type PreparedQuery, prepareQuery } from "../run-query";
import type { StatementRun } from "../statements/statement";
import type { Tree } from "../trino-parser";

export type Writing = {
  connection: DuckDBConnection;
  /** Where DuckDB may write; gone when the statement has ended. */
  folder: string;
  prepared: PreparedQuery;
};

/** @throws ScanLimitExceeded when reading this much is more than the workgroup lets a statement read */
function countScan(context: RunContext, scannedBytes: number): void {
  context.onScanned?.(scannedBytes);
  if (context.scanLimitBytes !== undefined && scannedBytes > context.scanLimitBytes)
    throw new ScanLimitExceeded(scannedBytes);
}

/**
 * Prepares a query and hands it to what writes its rows.
 * @throws SqlError for the query's failure, ScanLimitExceeded, AbortError, what the work throws
 */
export async function writeQuery(
  run: StatementRun,
  tree: Tree,
  work: (writing: Writing) => Promise<Partial<RunOutcome>>,
): Promise<Partial<RunOutcome>> {
  const { environment, context, signal } = run;
  const startedAt = performance.now();
  return environment.writes.inFolder((folder) =>
    onConnection(environment.instance, signal, async (connection) => {
      const prepared = await prepareQuery(environment, connection, tree, databaseOf(context));
      const planningMs = Math.round(performance.now() - startedAt);
      countScan(context, prepared.dataScannedBytes);
      const outcome = await work({ connection, folder, prepared });
      return { dataScannedBytes: prepared.dataScannedBytes, planningMs, ...outcome };
    }),
  );
}
