import type { WorkGroupConfiguration } from "@aws-sdk/client-athena";
import { type Database, migrate } from "./database";

export type WorkGroupRecord = {
  name: string;
  state: "ENABLED" | "DISABLED";
  description: string;
  /** Epoch milliseconds. */
  createdAt: number;
  configuration: WorkGroupConfiguration;
};

export type WorkGroups = {
  get(name: string): WorkGroupRecord | undefined;
  /** In name order, after the named one; `more` when others follow. */
  list(limit: number, afterName?: string): { records: WorkGroupRecord[]; more: boolean };
  /** Creates or replaces. */
  put(record: WorkGroupRecord): void;
};

type Row = {
  name: string;
  state: string;
  description: string;
  created_at: number;
  configuration: string;
};

const recordOf = (row: Row): WorkGroupRecord => ({
  name: row.name,
  state: row.state === "DISABLED" ? "DISABLED" : "ENABLED",
  description: row.description,
  createdAt: row.created_at,
  configuration: JSON.parse(row.configuration) as WorkGroupConfiguration,
});

/** Workgroups with their whole configuration, as GetWorkGroup returns it. */
export function openWorkGroups(database: Database): WorkGroups {
  migrate(database, "workgroups", [
    `CREATE TABLE workgroups (
       name TEXT PRIMARY KEY,
       state TEXT NOT NULL,
       description TEXT NOT NULL,
       created_at INTEGER NOT NULL,
       configuration TEXT NOT NULL
     ) WITHOUT ROWID;`,
  ]);
  const select = database.prepare("SELECT * FROM workgroups WHERE name = ?");
  const page = database.prepare("SELECT * FROM workgroups WHERE name > ? ORDER BY name LIMIT ?");
  const upsert = database.prepare(
    `INSERT INTO workgroups VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
       state = excluded.state, description = excluded.description, configuration = excluded.configuration`,
  );
  return {
    get(name) {
      const row = select.get(name) as Row | undefined;
      return row && recordOf(row);
    },
    list(limit, afterName = "") {
      const rows = page.all(afterName, limit + 1) as Row[];
      return { records: rows.slice(0, limit).map(recordOf), more: rows.length > limit };
    },
    put({ name, state, description, createdAt, configuration }) {
      upsert.run(name, state, description, createdAt, JSON.stringify(configuration));
    },
  };
}
