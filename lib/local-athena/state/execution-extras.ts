import type { QueryProfile } from "../sql/profile/profile";
import { type Database, migrate } from "./database";

/** ResultReuseByAge looks back a week at most. */
const REUSE_AGE_MAX_MS = 10_080 * 60_000;

/** What is kept beside an execution that ended, and not read with it. */
export type ExecutionExtras = {
  /** How it was computed, for GetQueryRuntimeStatistics. */
  profile?: QueryProfile | undefined;
  /** Under which its result can be found by another execution of the same query. */
  reuseKey?: string | undefined;
};

export type ExecutionExtrasStore = {
  /** To be called in the transaction that ends the execution. */
  keep(id: string, completedAt: number, extras: ExecutionExtras): void;
  profile(id: string): QueryProfile | undefined;
  /** The newest execution with that key that ended at or after `notBefore` (epoch milliseconds). */
  reusable(key: string, notBefore: number): string | undefined;
};

const SCHEMA = [
  `CREATE TABLE execution_profiles (id TEXT PRIMARY KEY, profile TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE reusable_results (
     key TEXT NOT NULL,
     completed_at INTEGER NOT NULL,
     id TEXT NOT NULL,
     PRIMARY KEY (key, completed_at, id)
   ) WITHOUT ROWID;
   CREATE INDEX reusable_results_by_age ON reusable_results (completed_at);
   CREATE TRIGGER execution_profiles_go_with_it AFTER DELETE ON executions
   BEGIN DELETE FROM execution_profiles WHERE id = old.id; END;`,
] as const;

/** Opens what is kept beside the executions, whose table must exist; forgets results too old to be used again. */
export function openExecutionExtras(database: Database, now: number): ExecutionExtrasStore {
  migrate(database, "execution-extras", SCHEMA);
  database
    .prepare("DELETE FROM reusable_results WHERE completed_at < ?")
    .run(now - REUSE_AGE_MAX_MS);
  const putProfile = database.prepare("INSERT OR REPLACE INTO execution_profiles VALUES (?, ?)");
  const putReusable = database.prepare("INSERT OR REPLACE INTO reusable_results VALUES (?, ?, ?)");
  const selectProfile = database.prepare("SELECT profile FROM execution_profiles WHERE id = ?");
  const selectReusable = database.prepare(
    `SELECT id FROM reusable_results WHERE key = ? AND completed_at >= ?
     ORDER BY completed_at DESC LIMIT 1`,
  );
  return {
    keep(id, completedAt, { profile, reuseKey }) {
      if (profile) putProfile.run(id, JSON.stringify(profile));
      if (reuseKey !== undefined) putReusable.run(reuseKey, completedAt, id);
    },
    profile(id) {
      const row = selectProfile.get(id) as { profile: string } | undefined;
      return row && (JSON.parse(row.profile) as QueryProfile);
    },
    reusable(key, notBefore) {
      const row = selectReusable.get(key, notBefore) as { id: string } | undefined;
      return row?.id;
    },
  };
}
