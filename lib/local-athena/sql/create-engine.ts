import { mkdirSync } from "node:fs";
import type { Database } from "../state/database";
import type { ObjectStore } from "../storage/object-store";
import { OWN_CATALOG, requireOwnCatalog } from "./catalog/catalog-names";
import { CatalogStore } from "./catalog/catalog-store";
import { closeDuckDb, openDuckDb } from "./duckdb";
import {
  type CatalogNames,
  CatalogNotFound,
  type PreparedStatementStore,
  type RunContext,
  type RunOutcome,
  type SqlEngine,
  type Statement,
} from "./engine";
import { createQueryStreams } from "./query-streams";
import type { QueryEnvironment } from "./run-query";
import { tableNamed } from "./statements/descriptions";
import { parseStatement } from "./statements/parse-statement";
import type { Parsed, StatementRun } from "./statements/statement";
import { ObjectWrites } from "./writes/object-writes";

export type SqlEngineOptions = {
  store: ObjectStore;
  db: Database;
  preparedStatements: PreparedStatementStore;
  /** Names of data catalogs; without it the engine's own only. */
  catalogNames?: CatalogNames;
  /** DuckDB's threads for all queries together; its own default is one a core. */
  threads?: number;
  /** As DuckDB spells it: `2GB`, `80%`. */
  memoryLimit?: string;
  /** How many threads Node's pool has; 4 unless the process was started with UV_THREADPOOL_SIZE. */
  poolThreads?: number | undefined;
  /** Where DuckDB spills what does not fit in memory. */
  tempDir: string;
};

/** What another engine over the same catalog and objects works with. */
export type SharedParts = Pick<QueryEnvironment, "catalog" | "writes" | "startStream">;

/** Every catalog that the statement and its context name means this engine's. */
function requireCatalogs(
  catalog: CatalogStore,
  { catalogs = [] }: Parsed,
  context: Pick<RunContext, "catalog">,
): void {
  if (context.catalog !== undefined) requireOwnCatalog(catalog.names, context.catalog, "line 1:1");
  for (const { name, position } of catalogs) requireOwnCatalog(catalog.names, name, position);
}

/** Runs a statement; what its executor does not tell is nothing scanned and no UpdateCount. */
async function runStatement(parsed: Parsed, run: StatementRun): Promise<RunOutcome> {
  const startedAt = performance.now();
  const outcome = await parsed.execute(run);
  return {
    dataScannedBytes: 0,
    planningMs: 0,
    engineMs: Math.round(performance.now() - startedAt),
    updateCount: undefined,
    ...outcome,
  };
}

/**
 * Opens the SQL engine: Athena's statements, its catalog (kept in `db`), and DuckDB confined to the store's folder.
 * @throws when DuckDB cannot be loaded or the folders cannot be used
 */
export async function createSqlEngine(options: SqlEngineOptions): Promise<SqlEngine & SharedParts> {
  mkdirSync(options.tempDir, { recursive: true });
  const catalog = new CatalogStore(options.db, options.catalogNames);
  const instance = await openDuckDb({ ...options, rootDir: options.store.root });
  const environment: QueryEnvironment = {
    instance,
    store: options.store,
    catalog,
    preparedStatements: options.preparedStatements,
    startStream: createQueryStreams(options.poolThreads ?? 4),
    tempDir: options.tempDir,
    writes: await ObjectWrites.open(options.db, options.store),
  };
  const running = new Set<Promise<unknown>>();
  // The grammar builds its tables with its first statement, which takes half a second: better now than in a request.
  parseStatement("SELECT a, count(*) AS n FROM t WHERE b > 1 GROUP BY a ORDER BY n DESC LIMIT 1");
  // A statement is parsed when it is submitted and run soon after: its tree lives as long as it does.
  const parsedOf = new WeakMap<Statement, Parsed>();
  const parsedStatement = (statement: Statement) =>
    parsedOf.get(statement) ?? parseStatement(statement.sql).parsed;
  return {
    catalog,
    writes: environment.writes,
    startStream: environment.startStream,
    parse(sql) {
      const { statement, parsed } = parseStatement(sql);
      parsedOf.set(statement, parsed);
      return statement;
    },
    resolve(statement, context) {
      const given = parsedStatement(statement);
      const inner = given.standsFor?.(environment, context.workGroup);
      const parsed = inner?.parsed ?? given;
      const resolved = { ...statement, ...inner?.statement, sql: statement.sql };
      parsedOf.set(resolved, parsed);
      const { describes, catalogs = [] } = parsed;
      const unknown = catalogs.find(({ name }) => !catalog.names.lookUp(name));
      if (unknown && (describes !== undefined || resolved.substatementType === "CREATE_TABLE"))
        throw new CatalogNotFound(unknown.position, unknown.name);
      const named = [...catalogs.map(({ name }) => name), context.catalog ?? OWN_CATALOG];
      const isOwn = named.every((name) => catalog.names.lookUp(name) === "own");
      if (describes === undefined || !isOwn) return resolved;
      const table = tableNamed(catalog, describes, context);
      if (table.tableType !== "VIRTUAL_VIEW") return resolved;
      const ofView = { ...resolved, substatementType: "DESC_VIEW" };
      parsedOf.set(ofView, parsed);
      return ofView;
    },
    run(statement, context, sink, signal) {
      const work = Promise.resolve().then(() => {
        const { sql } = statement;
        const parsed = parsedStatement(statement);
        requireCatalogs(catalog, parsed, context);
        return runStatement(parsed, {
          environment,
          sql,
          context: { ...context, catalog: context.catalog && OWN_CATALOG },
          sink,
          signal,
        });
      });
      running.add(work);
      const forget = () => running.delete(work);
      work.then(forget, forget);
      return work;
    },
    async close() {
      await Promise.allSettled(running);
      closeDuckDb(instance);
    },
  };
}
