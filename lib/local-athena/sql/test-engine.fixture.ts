import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../state/database";
import { openPreparedStatements } from "../state/prepared-statements";
import { createDiskStore } from "../storage/disk-store";
import type { ObjectStore } from "../storage/object-store";
import { createSqlEngine, type SharedParts } from "./create-engine";
import {
  type Column,
  type RunContext,
  type RunOutcome,
  type SqlEngine,
  SqlError,
  type TextRow,
} from "./engine";

type QueryOptions = Partial<RunContext> & { signal?: AbortSignal };

export type TestEngine = {
  engine: SqlEngine & SharedParts;
  store: ObjectStore;
  /** Where the engine spills; gone with it, as is all that begins with it. */
  tempDir: string;
  /** Runs a statement and keeps its whole result. */
  query(
    sql: string,
    options?: QueryOptions,
  ): Promise<{ columns: Column[]; rows: TextRow[]; outcome: RunOutcome }>;
  /** The failure of a statement that must fail. */
  failure(sql: string, options?: QueryOptions): Promise<SqlError>;
  close(): Promise<void>;
};

/** A real engine on a folder of its own; for tests. */
export async function openTestEngine(): Promise<TestEngine> {
  const dir = mkdtempSync(join(tmpdir(), "local-athena-sql-"));
  const store = await createDiskStore({ rootDir: join(dir, "objects") });
  await store.createBucket("results");
  const tempDir = join(dir, "temp");
  const db = openDatabase(join(dir, "state.db"));
  const engine = await createSqlEngine({
    store,
    db,
    preparedStatements: openPreparedStatements(db),
    threads: 2,
    tempDir,
  });
  let runs = 0;
  const query: TestEngine["query"] = async (sql, { signal, ...options } = {}) => {
    const executionId = `test-${++runs}`;
    const context: RunContext = {
      executionId,
      catalog: undefined,
      database: undefined,
      parameters: undefined,
      workGroup: "primary",
      outputLocation: `s3://results/tables/${executionId}`,
      enforcesLocation: false,
      ...options,
    };
    let columns: Column[] = [];
    const rows: TextRow[] = [];
    const sink = {
      columns: async (found: Column[]) => {
        columns = found;
      },
      write: async (batch: TextRow[]) => {
        rows.push(...batch);
      },
    };
    const outcome = await engine.run(
      engine.parse(sql),
      context,
      sink,
      signal ?? new AbortController().signal,
    );
    return { columns, rows, outcome };
  };
  return {
    engine,
    store,
    tempDir,
    query,
    async failure(sql, options) {
      const outcome = await query(sql, options).catch((error: unknown) => error);
      if (outcome instanceof SqlError) return outcome;
      throw new Error(`Expected a failure of ${sql}, got ${JSON.stringify(outcome)}`, {
        cause: outcome,
      });
    },
    async close() {
      await engine.close();
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
