import { type Database, migrate } from "./database";

export type PreparedStatementRecord = {
  workGroup: string;
  name: string;
  queryStatement: string;
  /** Empty for none. */
  description: string;
  /** Epoch milliseconds. */
  modifiedAt: number;
};

export type PreparedStatements = {
  get(workGroup: string, name: string): PreparedStatementRecord | undefined;
  /** As SQL names it: any case, the exact one first. */
  find(workGroup: string, name: string): PreparedStatementRecord | undefined;
  /** In name order, after the named one; `more` when others follow. */
  list(
    workGroup: string,
    limit: number,
    afterName?: string,
  ): { records: PreparedStatementRecord[]; more: boolean };
  /** Stores a new statement, durable when it returns; a refusal changes nothing. */
  insert(record: PreparedStatementRecord): "inserted" | "exists" | "limit";
  /** As SQL's PREPARE: replaces the text of the name in any case, or stores a new statement; false at the limit. */
  prepare(record: Omit<PreparedStatementRecord, "description">): boolean;
  /** Replaces text, description and time; false when there is no such statement. */
  update(record: PreparedStatementRecord): boolean;
  /** False when there is no such statement. */
  delete(workGroup: string, name: string): boolean;
  deleteIn(workGroup: string): void;
};

/** Athena's quota of one workgroup. */
const PER_WORK_GROUP_MAX = 1_000;

type Row = {
  workgroup: string;
  name: string;
  query: string;
  description: string;
  modified_at: number;
};

const recordOf = (row: Row): PreparedStatementRecord => ({
  workGroup: row.workgroup,
  name: row.name,
  queryStatement: row.query,
  description: row.description,
  modifiedAt: row.modified_at,
});

/** The prepared statements of this data folder; a name is unique in its workgroup. */
export function openPreparedStatements(database: Database): PreparedStatements {
  migrate(database, "prepared-statements", [
    `CREATE TABLE prepared_statements (
       workgroup TEXT NOT NULL,
       name TEXT NOT NULL,
       query TEXT NOT NULL,
       description TEXT NOT NULL,
       modified_at INTEGER NOT NULL,
       PRIMARY KEY (workgroup, name)
     ) WITHOUT ROWID;`,
  ]);
  const select = database.prepare(
    "SELECT * FROM prepared_statements WHERE workgroup = ? AND name = ?",
  );
  const selectAnyCase = database.prepare(
    `SELECT * FROM prepared_statements WHERE workgroup = ? AND name = ? COLLATE NOCASE
     ORDER BY name = ? DESC, name LIMIT 1`,
  );
  const page = database.prepare(
    "SELECT * FROM prepared_statements WHERE workgroup = ? AND name > ? ORDER BY name LIMIT ?",
  );
  const count = database.prepare(
    "SELECT count(*) AS n FROM prepared_statements WHERE workgroup = ?",
  );
  const insert = database.prepare("INSERT INTO prepared_statements VALUES (?, ?, ?, ?, ?)");
  const change = database.prepare(
    "UPDATE prepared_statements SET query = ?, description = ?, modified_at = ? WHERE workgroup = ? AND name = ?",
  );
  const remove = database.prepare(
    "DELETE FROM prepared_statements WHERE workgroup = ? AND name = ?",
  );
  const removeIn = database.prepare("DELETE FROM prepared_statements WHERE workgroup = ?");
  const get = (workGroup: string, name: string) => {
    const row = select.get(workGroup, name) as Row | undefined;
    return row && recordOf(row);
  };
  const find = (workGroup: string, name: string) => {
    const row = selectAnyCase.get(workGroup, name, name) as Row | undefined;
    return row && recordOf(row);
  };
  const countIn = (workGroup: string) => (count.get(workGroup) as { n: number }).n;
  const statements: PreparedStatements = {
    get,
    find,
    list(workGroup, limit, afterName = "") {
      const rows = page.all(workGroup, afterName, limit + 1) as Row[];
      return { records: rows.slice(0, limit).map(recordOf), more: rows.length > limit };
    },
    insert({ workGroup, name, queryStatement, description, modifiedAt }) {
      if (get(workGroup, name)) return "exists";
      if (countIn(workGroup) >= PER_WORK_GROUP_MAX) return "limit";
      insert.run(workGroup, name, queryStatement, description, modifiedAt);
      return "inserted";
    },
    prepare(prepared) {
      const earlier = find(prepared.workGroup, prepared.name);
      if (earlier) return statements.update({ ...earlier, ...prepared, name: earlier.name });
      return statements.insert({ ...prepared, description: "" }) === "inserted";
    },
    update: ({ workGroup, name, queryStatement, description, modifiedAt }) =>
      change.run(queryStatement, description, modifiedAt, workGroup, name).changes > 0,
    delete: (workGroup, name) => remove.run(workGroup, name).changes > 0,
    deleteIn: (workGroup) => void removeIn.run(workGroup),
  };
  return statements;
}
