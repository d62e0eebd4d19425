import { setTimeout as delay } from "node:timers/promises";
import {
  type DuckDBDataChunk,
  DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  type DuckDBResult,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";

const POLL_MIN_MS = 1;
const POLL_MAX_MS = 15;
/** Threads of Node's pool that stay free for files, without which nothing would answer. */
const POOL_RESERVED = 4;

/** How a result is to come: a chunk at a time while DuckDB computes, or, for a small one, all at once. */
export type ResultDelivery = "streamed" | "whole";

/**
 * Starts a statement and waits for its first rows, or for all of them. Throws DuckDB's error, also that of an interrupt.
 */
export type StartStream = (
  statement: DuckDBPreparedStatement,
  delivery?: ResultDelivery,
) => Promise<DuckDBResult>;

/** The chunks of a result, in order, none of them empty. Those of a whole one are at hand without waiting for a thread. */
export async function* chunksOf(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk, void> {
  if (result instanceof DuckDBMaterializedResult) {
    for (let index = 0; index < result.chunkCount; index++) yield result.getChunk(index);
    return;
  }
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

/**
 * Gives each query a thread of Node's pool while there are some to spare. DuckDB's own threads take up only the few
 * queries that its scheduler finds first, so that beside several long ones another could wait for good.
 * Without a spare thread a query is left to them, and this only looks whether it is done.
 * @param poolThreads how many threads Node's pool has, which is fixed when the process starts
 */
export function createQueryStreams(poolThreads: number): StartStream {
  let spare = Math.max(0, poolThreads - POOL_RESERVED);
  return async (statement, delivery = "streamed") => {
    const pending = delivery === "whole" ? statement.start() : statement.startStream();
    if (spare > 0) {
      spare--;
      try {
        return await pending.getResult();
      } finally {
        spare++;
      }
    }
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
  };
}
