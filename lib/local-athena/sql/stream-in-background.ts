import { setTimeout as delay } from "node:timers/promises";
import type { DuckDBPreparedStatement, DuckDBResult } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";

const POLL_MIN_MS = 1;
const POLL_MAX_MS = 15;

/**
 * Starts a statement and waits for its first rows without occupying one of Node's few pool threads,
 * which `stream()` would hold for as long as the query computes: DuckDB's own threads do the work
 * and share it fairly between queries, and this only looks whether they are done.
 * @throws DuckDB's error, also that of an interrupt
 */
export async function streamInBackground(
  statement: DuckDBPreparedStatement,
): Promise<DuckDBResult> {
  const pending = statement.startStream();
  // The API has no way to look at a pending result without working on it in this thread.
  const handle = pending["pending_result"];
  const { PendingState } = duckdb;
  for (let waitMs = POLL_MIN_MS; ; waitMs = Math.min(waitMs * 1.5, POLL_MAX_MS)) {
    const state = duckdb.pending_execute_check_state(handle);
    if (state === PendingState.RESULT_READY || state === PendingState.ERROR) break;
    await delay(waitMs);
  }
  const failure = duckdb.pending_error(handle);
  if (failure !== "") throw new Error(failure);
  return pending.getResult();
}
