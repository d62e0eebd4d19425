import type { WorkGroupConfiguration } from "@aws-sdk/client-athena";
import { type Database, migrate } from "./database";

export type WorkGroupRecord = {
  name: string;
  state: "ENABLED" | "DISABLED";
  description: string;
  /** Epoch milliseconds. */
  createdAt: number;
  configuration: WorkGroupConfiguration;
  /** Given by Athena to workgroups with IAM Identity Center. */
  identityCenterApplicationArn?: string | undefined;
};

export type WorkGroups = {
  /** The same object for every caller: not to be changed. */
  get(name: string): WorkGroupRecord | undefined;
  /** In name order, after the named one; `more` when others follow. */
  list(limit: number, afterName?: string): { records: WorkGroupRecord[]; more: boolean };
  /** Creates or replaces. */
  put(record: WorkGroupRecord): void;
  remove(name: string): void;
  count(): number;
};

type Row = {
  name: string;
  state: string;
  description: string;
  created_at: number;
  configuration: string;
  identity_center_application_arn: string | null;
};

const recordOf = (row: Row): WorkGroupRecord => ({
  name: row.name,
  state: row.state === "DISABLED" ? "DISABLED" : "ENABLED",
  description: row.description,
  createdAt: row.created_at,
  configuration: JSON.parse(row.configuration) as WorkGroupConfiguration,
  identityCenterApplicationArn: row.identity_center_application_arn ?? undefined,
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
    "ALTER TABLE workgroups ADD COLUMN identity_center_application_arn TEXT",
  ]);
  const select = database.prepare("SELECT * FROM workgroups WHERE name = ?");
  const page = database.prepare("SELECT * FROM workgroups WHERE name > ? ORDER BY name LIMIT ?");
  const upsert = database.prepare(
    `INSERT INTO workgroups VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
       state = excluded.state, description = excluded.description, configuration = excluded.configuration`,
  );
  const remove = database.prepare("DELETE FROM workgroups WHERE name = ?");
  const count = database.prepare("SELECT count(*) AS n FROM workgroups");
  // Nearly every request asks for one. What an open transaction has changed is not kept: it may be undone.
  const kept = new Map<string, WorkGroupRecord>();
  return {
    get(name) {
      const known = kept.get(name);
      if (known) return known;
      const row = select.get(name) as Row | undefined;
      const record = row && recordOf(row);
      if (record && !database.inTransaction) kept.set(name, record);
      return record;
    },
    list(limit, afterName = "") {
      const rows = page.all(afterName, limit + 1) as Row[];
      return { records: rows.slice(0, limit).map(recordOf), more: rows.length > limit };
    },
    put(record) {
      kept.delete(record.name);
      upsert.run(
        record.name,
        record.state,
        record.description,
        record.createdAt,
        JSON.stringify(record.configuration),
        record.identityCenterApplicationArn ?? null,
      );
    },
    remove(name) {
      kept.delete(name);
      remove.run(name);
    },
    count: () => (count.get() as { n: number }).n,
  };
}
