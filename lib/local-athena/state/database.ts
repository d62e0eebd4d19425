import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Libsql from "libsql";

export type Database = Libsql.Database;

/** Ids are random: the whole index of a long history should be at hand. */
const CACHE_KB = 128 * 1024;

/**
 * Opens (and creates) the database file that holds everything local-athena remembers.
 * A committed change survives kill -9 of the process (WAL; fsync at checkpoints only).
 * Bind numbers, strings and null only: libsql aborts the process on a boolean.
 * @throws when the folder or the file cannot be written
 */
export function openDatabase(path: string): Database {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new Libsql(path, { timeout: 5_000 });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  database.pragma("busy_timeout = 5000");
  database.pragma(`cache_size = -${CACHE_KB}`);
  database.pragma("foreign_keys = ON");
  database.exec(
    "CREATE TABLE IF NOT EXISTS schema_versions (module TEXT PRIMARY KEY, version INTEGER NOT NULL)",
  );
  return database;
}

/** Runs changes all or none; inside a transaction that is already open they belong to that one. */
export function atomically<T>(database: Database, change: () => T): T {
  return database.inTransaction ? change() : database.transaction(change)();
}

/**
 * Brings one module's tables up to date. `steps` only ever grows: step n runs once, in a transaction.
 * Modules keep their own count, so that they can be written independently.
 */
export function migrate(database: Database, module: string, steps: readonly string[]): void {
  const row = database
    .prepare("SELECT version FROM schema_versions WHERE module = ?")
    .get(module) as { version: number } | undefined;
  const done = row?.version ?? 0;
  if (done > steps.length) {
    throw new Error(
      `The data folder was written by a newer version: ${module} is at step ${done}, this version knows ${steps.length}.`,
    );
  }
  for (const [index, step] of steps.entries()) {
    if (index < done) continue;
    database.transaction(() => {
      database.exec(step);
      database
        .prepare(
          "INSERT INTO schema_versions VALUES (?, ?) ON CONFLICT (module) DO UPDATE SET version = excluded.version",
        )
        .run(module, index + 1);
    })();
  }
}
