import { mkdirSync } from "node:fs";
import { totalmem } from "node:os";
import type { DuckDBInstance } from "@duckdb/node-api";
import type { SharedParts } from "../sql/create-engine";
import { closeDuckDb, openConfinedDuckDb } from "../sql/duckdb";
import type { SqlEngine } from "../sql/engine";
import { tableMacroStatements } from "../sql/macros/macros";
import type { ObjectStore } from "../storage/object-store";
import type { SparkEngine } from "./bridge";
import { TempViews } from "./catalog/session-views";
import { prepareSparkDuckDb } from "./plan/prepare-duckdb";
import { SparkSession } from "./spark-session";

export type SparkEngineOptions = {
  store: ObjectStore;
  /** Whose catalog Spark shares. */
  sqlEngine: SqlEngine & SharedParts;
  /** Where DuckDB spills what does not fit in memory: a folder of its own. */
  tempDir: string;
  /** `s3://bucket/folder` below which tables lie that nobody gave a place. */
  warehouse: string;
  /** DuckDB's threads for all sessions together; its own default is one a core. */
  threads?: number;
  /** As DuckDB spells it: `2GB`. A quarter of the machine's, where it is not given. */
  memoryLimit?: string;
  /** Epoch milliseconds. */
  now?: () => number;
};

/**
 * The SQL side of Spark sessions: plans and Spark SQL over the catalog and the objects of Athena SQL, in a DuckDB of its
 * own that is opened with the first request that reads.
 */
export function createSparkEngine(options: SparkEngineOptions): SparkEngine {
  const { store, sqlEngine, warehouse, tempDir } = options;
  const globalViews = new TempViews();
  const running = new Set<Promise<unknown>>();
  let opening: Promise<DuckDBInstance> | undefined;
  const openDuckDb = () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const open = async () => {
    mkdirSync(tempDir, { recursive: true });
    const { threads, memoryLimit = `${Math.floor(totalmem() / 2 ** 22)}MiB` } = options;
    return openConfinedDuckDb(
      {
        rootDir: store.root,
        tempDir,
        ...(threads !== undefined && { threads }),
        memoryLimit,
      },
      async (connection) => {
        await prepareSparkDuckDb(connection);
        for (const macro of tableMacroStatements) await connection.run(macro);
      },
    );
  };
  return {
    openSession({ sessionId, properties, onScanned = () => {} }) {
      const session = new SparkSession({
        sessionId,
        properties,
        onScanned,
        store,
        catalog: sqlEngine.catalog,
        writes: sqlEngine.writes,
        startStream: sqlEngine.startStream,
        sqlEngine,
        openDuckDb,
        globalViews,
        warehouse,
        now: options.now ?? Date.now,
      });
      return {
        handle(name, request, signal, callFunction) {
          const work = session.handle(name, request, signal, callFunction);
          running.add(work);
          const forget = () => running.delete(work);
          work.then(forget, forget);
          return work;
        },
      };
    },
    async close() {
      await Promise.allSettled(running);
      if (opening !== undefined) closeDuckDb(await opening);
    },
  };
}
