import { type Database, migrate } from "./database";

export type NamedQueryRecord = {
  id: string;
  workGroup: string;
  name: string;
  /** Empty for none. */
  description: string;
  database: string;
  queryString: string;
};

export type NamedQueries = {
  /** Durable when it returns. */
  insert(record: NamedQueryRecord): void;
  get(id: string): NamedQueryRecord | undefined;
  /** Newest first; `next` is where the following page starts, only when there is one. */
  list(
    workGroup: string,
    limit: number,
    beforeSeq?: number,
  ): { ids: string[]; next: number | undefined };
  /** Replaces name, description and text of a stored query. */
  update(record: Pick<NamedQueryRecord, "id" | "name" | "description" | "queryString">): void;
  /** False when there is no such query. */
  delete(id: string): boolean;
  countIn(workGroup: string): number;
  deleteIn(workGroup: string): void;
};

type Row = {
  id: string;
  workgroup: string;
  name: string;
  description: string;
  database_name: string;
  query: string;
};

const recordOf = (row: Row): NamedQueryRecord => ({
  id: row.id,
  workGroup: row.workgroup,
  name: row.name,
  description: row.description,
  database: row.database_name,
  queryString: row.query,
});

/** The saved queries of this data folder; names need not be unique. */
export function openNamedQueries(database: Database): NamedQueries {
  migrate(database, "named-queries", [
    `CREATE TABLE named_queries (
       seq INTEGER PRIMARY KEY AUTOINCREMENT,
       id TEXT NOT NULL UNIQUE,
       workgroup TEXT NOT NULL,
       name TEXT NOT NULL,
       description TEXT NOT NULL,
       database_name TEXT NOT NULL,
       query TEXT NOT NULL
     );
     CREATE INDEX named_queries_newest_first ON named_queries (workgroup, seq, id);`,
  ]);
  const insert = database.prepare(
    "INSERT INTO named_queries (id, workgroup, name, description, database_name, query) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const select = database.prepare("SELECT * FROM named_queries WHERE id = ?");
  const page = database.prepare(
    "SELECT id, seq FROM named_queries WHERE workgroup = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
  );
  const change = database.prepare(
    "UPDATE named_queries SET name = ?, description = ?, query = ? WHERE id = ?",
  );
  const remove = database.prepare("DELETE FROM named_queries WHERE id = ?");
  const count = database.prepare("SELECT count(*) AS n FROM named_queries WHERE workgroup = ?");
  const removeIn = database.prepare("DELETE FROM named_queries WHERE workgroup = ?");
  return {
    insert({ id, workGroup, name, description, database: databaseName, queryString }) {
      insert.run(id, workGroup, name, description, databaseName, queryString);
    },
    get(id) {
      const row = select.get(id) as Row | undefined;
      return row && recordOf(row);
    },
    list(workGroup, limit, beforeSeq = Number.MAX_SAFE_INTEGER) {
      const rows = page.all(workGroup, beforeSeq, limit + 1) as { id: string; seq: number }[];
      const shown = rows.slice(0, limit);
      return {
        ids: shown.map((row) => row.id),
        next: rows.length > limit ? shown.at(-1)?.seq : undefined,
      };
    },
    update({ id, name, description, queryString }) {
      change.run(name, description, queryString, id);
    },
    delete: (id) => remove.run(id).changes > 0,
    countIn: (workGroup) => (count.get(workGroup) as { n: number }).n,
    deleteIn: (workGroup) => void removeIn.run(workGroup),
  };
}
