import { type Database, migrate } from "./database";

/** A notebook without its content. Times are epoch milliseconds. */
export type NotebookRecord = {
  id: string;
  workGroup: string;
  name: string;
  createdAt: number;
  modifiedAt: number;
};

export type Notebooks = {
  /** Durable when it returns. `payload` is the ipynb text, kept as it is. */
  insert(record: NotebookRecord, payload: string): void;
  get(id: string): NotebookRecord | undefined;
  named(workGroup: string, name: string): NotebookRecord | undefined;
  payloadOf(id: string): string | undefined;
  /** Those of a workgroup, in no order. */
  listIn(workGroup: string): NotebookRecord[];
  save(id: string, payload: string, modifiedAt: number): void;
  rename(id: string, name: string, modifiedAt: number): void;
  delete(id: string): void;
  countIn(workGroup: string): number;
  deleteIn(workGroup: string): void;
};

type Row = {
  id: string;
  workgroup: string;
  name: string;
  created_at: number;
  modified_at: number;
};

const recordOf = (row: Row): NotebookRecord => ({
  id: row.id,
  workGroup: row.workgroup,
  name: row.name,
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
});

/** The notebooks of this data folder; a name stands once in a workgroup. */
export function openNotebooks(database: Database): Notebooks {
  migrate(database, "notebooks", [
    `CREATE TABLE notebooks (
       id TEXT PRIMARY KEY,
       workgroup TEXT NOT NULL,
       name TEXT NOT NULL,
       created_at INTEGER NOT NULL,
       modified_at INTEGER NOT NULL,
       UNIQUE (workgroup, name)
     );
     CREATE TABLE notebook_payloads (
       notebook_id TEXT PRIMARY KEY,
       payload TEXT NOT NULL
     );`,
  ]);
  const insertOne = database.prepare("INSERT INTO notebooks VALUES (?, ?, ?, ?, ?)");
  const upsertPayload = database.prepare(
    "INSERT INTO notebook_payloads VALUES (?, ?) ON CONFLICT (notebook_id) DO UPDATE SET payload = excluded.payload",
  );
  const select = database.prepare("SELECT * FROM notebooks WHERE id = ?");
  const selectNamed = database.prepare("SELECT * FROM notebooks WHERE workgroup = ? AND name = ?");
  const selectPayload = database.prepare(
    "SELECT payload FROM notebook_payloads WHERE notebook_id = ?",
  );
  const selectIn = database.prepare("SELECT * FROM notebooks WHERE workgroup = ?");
  const touch = database.prepare("UPDATE notebooks SET modified_at = ? WHERE id = ?");
  const changeName = database.prepare(
    "UPDATE notebooks SET name = ?, modified_at = ? WHERE id = ?",
  );
  const removePayload = database.prepare("DELETE FROM notebook_payloads WHERE notebook_id = ?");
  const remove = database.prepare("DELETE FROM notebooks WHERE id = ?");
  const count = database.prepare("SELECT count(*) AS n FROM notebooks WHERE workgroup = ?");
  const removePayloadsIn = database.prepare(
    "DELETE FROM notebook_payloads WHERE notebook_id IN (SELECT id FROM notebooks WHERE workgroup = ?)",
  );
  const removeIn = database.prepare("DELETE FROM notebooks WHERE workgroup = ?");
  const recordIf = (row: unknown) => (row === undefined ? undefined : recordOf(row as Row));
  return {
    insert({ id, workGroup, name, createdAt, modifiedAt }, payload) {
      insertOne.run(id, workGroup, name, createdAt, modifiedAt);
      upsertPayload.run(id, payload);
    },
    get: (id) => recordIf(select.get(id)),
    named: (workGroup, name) => recordIf(selectNamed.get(workGroup, name)),
    payloadOf: (id) => (selectPayload.get(id) as { payload: string } | undefined)?.payload,
    listIn: (workGroup) => (selectIn.all(workGroup) as Row[]).map(recordOf),
    save(id, payload, modifiedAt) {
      upsertPayload.run(id, payload);
      touch.run(modifiedAt, id);
    },
    rename: (id, name, modifiedAt) => void changeName.run(name, modifiedAt, id),
    delete(id) {
      removePayload.run(id);
      remove.run(id);
    },
    countIn: (workGroup) => (count.get(workGroup) as { n: number }).n,
    deleteIn(workGroup) {
      removePayloadsIn.run(workGroup);
      removeIn.run(workGroup);
    },
  };
}
