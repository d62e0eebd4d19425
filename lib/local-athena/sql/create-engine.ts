import { mkdirSync } from "node:fs";
import type { Database } from "../state/database";
import type { ObjectStore } from "../storage/object-store";
import { CatalogStore } from "./catalog-store";
import {
  createDatabase,
  createTable,
  createView,
  dropDatabase,
  dropTable,
  dropView,
} from "./definitions";
import { describeCatalog, tableNamed } from "./descriptions";
import { openDuckDb } from "./duckdb";
import type { ResultSink, RunContext, RunOutcome, SqlEngine, Statement } from "./engine";
import { engineError } from "./errors";
import { type ParsedStatement, parseStatement } from "./parse-statement";
import { createQueryStreams } from "./query-streams";
import { type QueryEnvironment, runExplain, runQuery } from "./run-query";

export type SqlEngineOptions = {
  store: ObjectStore;
  db: Database;
  /** DuckDB's threads for all queries together; its own default is one a core. */
  threads?: number;
  /** As DuckDB spells it: `2GB`, `80%`. */
  memoryLimit?: string;
  /** How many threads Node's pool has; 4 unless the process was started with UV_THREADPOOL_SIZE. */
  poolThreads?: number | undefined;
  /** Where DuckDB spills what does not fit in memory. */
  tempDir: string;
};

async function runStatement(
  environment: QueryEnvironment,
  parsed: ParsedStatement,
  sql: string,
  context: RunContext,
  sink: ResultSink,
  signal: AbortSignal,
): Promise<RunOutcome> {
  if (parsed.kind === "query")
    return runQuery(environment, { tree: parsed.tree, sql }, context, sink, signal);
  if (parsed.kind === "explain") return runExplain(environment, parsed, context, sink, signal);
  if (parsed.kind === "unsupported")
    throw engineError("NOT_SUPPORTED", `${parsed.what} is not supported by local-athena`);
  signal.throwIfAborted();
  const startedAt = performance.now();
  const { catalog } = environment;
  const done = (updateCount: number | undefined): RunOutcome => ({
    dataScannedBytes: 0,
    planningMs: 0,
    engineMs: Math.round(performance.now() - startedAt),
    updateCount,
  });
  const description = describeCatalog(catalog, parsed, context);
  if (description !== undefined) {
    await sink.columns(description.columns);
    await sink.write(description.lines.map((line) => [line]));
    return done(description.updateCount);
  }
  if (parsed.kind === "createDatabase") createDatabase(catalog, parsed);
  else if (parsed.kind === "dropDatabase") dropDatabase(catalog, parsed);
  else if (parsed.kind === "createTable") createTable(catalog, parsed, context);
  else if (parsed.kind === "dropTable") dropTable(catalog, parsed, context);
  else if (parsed.kind === "dropView") dropView(catalog, parsed, context);
  else if (parsed.kind === "createView") await createView(environment, parsed, context, signal);
  return done(undefined);
}

/**
 * Opens the SQL engine: Athena's statements, its catalog (kept in `db`), and DuckDB confined to the store's folder.
 * @throws when DuckDB cannot be loaded or the folders cannot be used
 */
export async function createSqlEngine(options: SqlEngineOptions): Promise<SqlEngine> {
  mkdirSync(options.tempDir, { recursive: true });
  const catalog = new CatalogStore(options.db);
  const instance = await openDuckDb({ ...options, rootDir: options.store.root });
  const environment: QueryEnvironment = {
    instance,
    store: options.store,
    catalog,
    startStream: createQueryStreams(options.poolThreads ?? 4),
  };
  const running = new Set<Promise<unknown>>();
  // The grammar builds its tables with its first statement, which takes half a second: better now than in a request.
  parseStatement("SELECT a, count(*) AS n FROM t WHERE b > 1 GROUP BY a ORDER BY n DESC LIMIT 1");
  // A statement is parsed when it is submitted and run soon after: its tree lives as long as it does.
  const parsedOf = new WeakMap<Statement, ParsedStatement>();
  return {
    catalog,
    parse(sql) {
      const { statement, parsed } = parseStatement(sql);
      parsedOf.set(statement, parsed);
      return statement;
    },
    resolve(statement, context) {
      const parsed = parsedOf.get(statement) ?? parseStatement(statement.sql).parsed;
      if (parsed.kind !== "describe" && parsed.kind !== "showColumns") return statement;
      const table = tableNamed(catalog, parsed, context);
      if (table.tableType !== "VIRTUAL_VIEW") return statement;
      const resolved = { ...statement, substatementType: "DESC_VIEW" };
      parsedOf.set(resolved, parsed);
      return resolved;
    },
    run(statement, context, sink, signal) {
      const work = Promise.resolve().then(() => {
        const parsed = parsedOf.get(statement) ?? parseStatement(statement.sql).parsed;
        return runStatement(environment, parsed, statement.sql, context, sink, signal);
      });
      running.add(work);
      const forget = () => running.delete(work);
      work.then(forget, forget);
      return work;
    },
    async close() {
      await Promise.allSettled(running);
      instance.closeSync();
    },
  };
}
