import { type Database, migrate } from "./database";

/**
 * Tells the executions of a workgroup from those of a deleted one of the same name: rows carry the
 * name with the number of its deletions, so that a deletion is one write however long the history.
 */
export type WorkGroupGenerations = {
  /** What rows of the workgroup that is there now carry. */
  keyOf(name: string): string;
  /** The workgroup's name when the key is of a workgroup that is there; undefined for a deleted one. */
  liveName(key: string): string | undefined;
  /** From now on the name means another workgroup. */
  advance(name: string): void;
  /** Keys of deleted workgroups whose rows may not be gone yet. */
  deadKeys(): string[];
  /** No row carries the dead key any more. */
  cleared(key: string): void;
};

/** Workgroup names never hold it. */
const SEPARATOR = "#";

const keyWith = (name: string, deletions: number) =>
  deletions === 0 ? name : `${name}${SEPARATOR}${deletions}`;

export function openWorkGroupGenerations(database: Database): WorkGroupGenerations {
  migrate(database, "workgroup-generations", [
    `CREATE TABLE workgroup_generations (
       name TEXT PRIMARY KEY,
       deletions INTEGER NOT NULL
     ) WITHOUT ROWID;
     CREATE TABLE dead_workgroup_keys (key TEXT PRIMARY KEY) WITHOUT ROWID;`,
  ]);
  const rows = database.prepare("SELECT * FROM workgroup_generations").all() as {
    name: string;
    deletions: number;
  }[];
  const deletions = new Map(rows.map((row) => [row.name, row.deletions]));
  const upsert = database.prepare(
    "INSERT INTO workgroup_generations VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET deletions = excluded.deletions",
  );
  const bury = database.prepare("INSERT INTO dead_workgroup_keys VALUES (?)");
  const selectDead = database.prepare("SELECT key FROM dead_workgroup_keys ORDER BY key");
  const forget = database.prepare("DELETE FROM dead_workgroup_keys WHERE key = ?");
  const keyOf = (name: string) => keyWith(name, deletions.get(name) ?? 0);
  return {
    keyOf,
    liveName(key) {
      const name = key.split(SEPARATOR, 1)[0] ?? key;
      return keyOf(name) === key ? name : undefined;
    },
    advance(name) {
      bury.run(keyOf(name));
      const next = (deletions.get(name) ?? 0) + 1;
      upsert.run(name, next);
      deletions.set(name, next);
    },
    deadKeys: () => (selectDead.all() as { key: string }[]).map((row) => row.key),
    cleared: (key) => void forget.run(key),
  };
}
