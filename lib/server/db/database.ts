import { mkdir } from "node:fs/promises";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { DrizzleQueryError, sql } from "drizzle-orm";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import { migrate as migratePg } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import { isQueryFailure } from "./failure";
import * as schema from "./schema";
import { createSharedTurns, createTurns, TURN_WAIT_MS, type Turns } from "./turns";

/** The same queries run on PGlite and on PostgreSQL. */
export type Queries = PgDatabase<PgQueryResultHKT, typeof schema>;
export type Database = {
  queries: Queries;
  /** Over all consoles that share the database. @throws AppError CONFLICT when the turn does not come */
  inTurn: Turns;
  close(): Promise<void>;
};

const MIGRATIONS = { migrationsFolder: path.join(process.cwd(), "lib/server/db/migrations") };
/** A server that has gone silent must not hold up people; migrations are not bound by it. */
const QUERY_TIMEOUT_MS = 10_000;
/** Of each of the two pools of a console. */
const CONNECTIONS_MAX = 10;
/** Any constant: instances that start together migrate one after the other. */
const MIGRATION_LOCK = 7_210_331;

/**
 * Opens the database and brings its schema up to date: PostgreSQL by URL, otherwise PGlite in a folder,
 * which one process at a time may open. @throws Error with a line that names DATABASE_URL and the mend
 */
export function openDatabase(options: {
  url?: string | undefined;
  folder: string;
}): Promise<Database> {
  const opening = options.url ? openPostgres(options.url) : openPglite(options.folder);
  return opening.catch((cause: Error) => {
    const where = options.url
      ? "DATABASE_URL: the PostgreSQL server"
      : `The database in ${options.folder}`;
    const mend = options.url
      ? "start it, or correct the address"
      : "no other process may use it; check disk and rights";
    throw new Error(`${where} cannot be opened (${reasonOf(cause)}): ${mend}.`, { cause });
  });
}

/** A connection that fails on every address has its reasons inside and no message of its own. */
function reasonOf(cause: Error): string {
  if (isQueryFailure(cause) && cause.cause instanceof Error) return reasonOf(cause.cause);
  if (cause instanceof AggregateError)
    return cause.errors.map((error: Error) => error.message).join(", ");
  return cause.message || (cause as NodeJS.ErrnoException).code || cause.name;
}

async function openPglite(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const client = await PGlite.create(folder);
  const queries = drizzlePglite(client, { schema });
  await migratePglite(queries, MIGRATIONS);
  return {
    queries: failingAlike(queries),
    inTurn: createTurns(),
    close: () => client.close(),
  };
}

async function openPostgres(url: string): Promise<Database> {
  const connection = { connectionString: url, connectionTimeoutMillis: 5_000 };
  await migrateOnce(new pg.Client(connection));
  const pool = openPool({ ...connection, query_timeout: QUERY_TIMEOUT_MS });
  const locks = openPool({ ...connection, query_timeout: TURN_WAIT_MS + QUERY_TIMEOUT_MS });
  return {
    queries: failingAlike(drizzlePg(pool, { schema })),
    inTurn: createSharedTurns(failingAlike(drizzlePg(locks, { schema })), CONNECTIONS_MAX),
    close: async () => {
      await Promise.all([locks.end(), pool.end()]);
    },
  };
}

/**
 * Without a listener a connection that breaks between two statements would end the process: the pool listens to
 * those that nobody uses, and a transaction uses one.
 */
function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, max: CONNECTIONS_MAX });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/**
 * drizzle wraps what a driver throws at a statement, but not what it throws where a transaction begins: here both
 * fail alike. What the work inside throws passes as it is.
 */
function failingAlike(queries: Queries): Queries {
  const transaction = queries.transaction.bind(queries);
  queries.transaction = async (work, config) => {
    const own: unknown[] = [];
    try {
      return await transaction(async (tx) => {
        try {
          return await work(tx);
        } catch (error) {
          own.push(error);
          throw error;
        }
      }, config);
    } catch (error) {
      if (own.includes(error) || isQueryFailure(error)) throw error;
      throw new DrizzleQueryError("transaction", [], error as Error);
    }
  };
  return queries;
}

/** The lock goes with the connection, whatever happens on it. */
async function migrateOnce(client: pg.Client): Promise<void> {
  client.on("error", () => {});
  try {
    await client.connect();
    const single = drizzlePg(client, { schema });
    await single.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migratePg(single, MIGRATIONS);
  } finally {
    await client.end();
  }
}
