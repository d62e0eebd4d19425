import { randomBytes } from "node:crypto";
import { atomically, type Database, migrate } from "../../state/database";
import type { CatalogColumn, CatalogTable } from "../engine";
import { engineError } from "../errors";
import type { ObjectName } from "../writes/object-writes";
import type { PartitionField } from "./partition-spec";

/** What a commit does to a table's files, in Iceberg's words. */
export type Operation = "append" | "overwrite" | "delete" | "replace";

export type Snapshot = {
  /** Counts the table's commits, from 1. */
  sequence: number;
  /** A random positive 63-bit number, as text. */
  snapshotId: string;
  /** Milliseconds since the epoch. */
  committedAt: number;
  operation: Operation;
  summary: Record<string, string>;
  /** The table's columns at that time, and their field ids. */
  columns: CatalogColumn[];
  fieldIds: Readonly<Record<string, number>>;
};

export type NewDataFile = ObjectName & {
  sizeBytes: number;
  rowCount: number;
  /** Texts of the partition's values, in the order of the partition fields. */
  partition: (string | null)[];
};

export type DataFile = NewDataFile & { fileId: number };

export type IcebergTable = {
  tableId: number;
  /** The field ids of the columns: they tell a column from a later one of the same name. */
  fieldIds: Readonly<Record<string, number>>;
  partitionSpec: PartitionField[];
  /** Of the current snapshot; 0 before the first commit. */
  sequence: number;
};

export type Commit = {
  operation: Operation;
  added: readonly NewDataFile[];
  removed: readonly DataFile[];
  /** The snapshot that the change was computed from, when it holds for no other one. */
  base: number | undefined;
};

type TableRow = { table_id: number; field_ids: string; partition_spec: string };
type SnapshotRow = {
  sequence: number;
  snapshot_id: string;
  committed_at: number;
  operation: Operation;
  summary: string;
  table_columns: string;
  field_ids: string;
};
type FileRow = {
  file_id: number;
  bucket: string;
  key: string;
  size_bytes: number;
  row_count: number;
  partition_values: string;
};

const fileOf = (row: FileRow): DataFile => ({
  fileId: row.file_id,
  bucket: row.bucket,
  key: row.key,
  sizeBytes: row.size_bytes,
  rowCount: row.row_count,
  partition: JSON.parse(row.partition_values) as (string | null)[],
});

const steps = [
  `CREATE TABLE iceberg_tables (
     table_id INTEGER PRIMARY KEY AUTOINCREMENT, database_name TEXT NOT NULL, table_name TEXT NOT NULL,
     field_ids TEXT NOT NULL, last_field_id INTEGER NOT NULL, partition_spec TEXT NOT NULL,
     UNIQUE (database_name, table_name),
     FOREIGN KEY (database_name, table_name) REFERENCES catalog_tables (database_name, name)
       ON DELETE CASCADE ON UPDATE CASCADE);
   CREATE TABLE iceberg_snapshots (
     table_id INTEGER NOT NULL REFERENCES iceberg_tables ON DELETE CASCADE, sequence INTEGER NOT NULL,
     snapshot_id TEXT NOT NULL, committed_at INTEGER NOT NULL, operation TEXT NOT NULL, summary TEXT NOT NULL,
     table_columns TEXT NOT NULL, field_ids TEXT NOT NULL,
     PRIMARY KEY (table_id, sequence)) WITHOUT ROWID;
   CREATE TABLE iceberg_files (
     file_id INTEGER PRIMARY KEY, table_id INTEGER NOT NULL REFERENCES iceberg_tables ON DELETE CASCADE,
     bucket TEXT NOT NULL, key TEXT NOT NULL, size_bytes INTEGER NOT NULL, row_count INTEGER NOT NULL,
     partition_values TEXT NOT NULL, added INTEGER NOT NULL, removed INTEGER);
   CREATE INDEX iceberg_files_of_table ON iceberg_files (table_id, removed)`,
];

const snapshotId = () => (randomBytes(8).readBigUInt64BE() >> 1n).toString();

/** The snapshots of Iceberg tables and the data files that each snapshot has. They go with the catalog's tables. */
export class IcebergTables {
  constructor(private readonly db: Database) {
    migrate(db, "iceberg", steps);
  }

  /** Makes a table of the catalog an Iceberg table without snapshots. */
  create(table: CatalogTable, partitionSpec: readonly PartitionField[]): void {
    const ids = Object.fromEntries(table.columns.map(({ name }, index) => [name, index + 1]));
    this.db
      .prepare(
        "INSERT INTO iceberg_tables (database_name, table_name, field_ids, last_field_id, partition_spec) VALUES (?, ?, ?, ?, ?)",
      )
      .run(
        table.database,
        table.name,
        JSON.stringify(ids),
        table.columns.length,
        JSON.stringify(partitionSpec),
      );
  }

  /** Forgets the ids of columns that the table has no more and gives new ones theirs; nothing for other tables. */
  followColumns(table: Pick<CatalogTable, "database" | "name" | "columns">): void {
    const found = this.row(table.database, table.name);
    if (found === undefined) return;
    const before = JSON.parse(found.field_ids) as Record<string, number>;
    let last = found.last_field_id;
    const ids = table.columns.map(({ name }): [string, number] => [name, before[name] ?? ++last]);
    this.db
      .prepare("UPDATE iceberg_tables SET field_ids = ?, last_field_id = ? WHERE table_id = ?")
      .run(JSON.stringify(Object.fromEntries(ids)), last, found.table_id);
  }

  /** A column keeps its field id, and so its values in every file, under another name. */
  renameColumn(table: Pick<CatalogTable, "database" | "name">, from: string, to: string): void {
    const found = this.row(table.database, table.name);
    if (found === undefined) return;
    const ids = JSON.parse(found.field_ids) as Record<string, number>;
    const renamed = Object.entries(ids).map(([name, id]) => [name === from ? to : name, id]);
    const spec = (JSON.parse(found.partition_spec) as PartitionField[]).map((field) =>
      field.column === from ? { ...field, column: to } : field,
    );
    this.db
      .prepare("UPDATE iceberg_tables SET field_ids = ?, partition_spec = ? WHERE table_id = ?")
      .run(JSON.stringify(Object.fromEntries(renamed)), JSON.stringify(spec), found.table_id);
  }

  /** Undefined for tables that are not Iceberg's. */
  get(database: string, name: string): IcebergTable | undefined {
    const row = this.row(database, name);
    if (row === undefined) return undefined;
    return {
      tableId: row.table_id,
      fieldIds: JSON.parse(row.field_ids) as Record<string, number>,
      partitionSpec: JSON.parse(row.partition_spec) as PartitionField[],
      sequence: this.sequence(row.table_id),
    };
  }

  /** In the order of their commits. */
  snapshots(tableId: number): Snapshot[] {
    const rows = this.db
      .prepare("SELECT * FROM iceberg_snapshots WHERE table_id = ? ORDER BY sequence")
      .all(tableId) as SnapshotRow[];
    return rows.map((row) => ({
      sequence: row.sequence,
      snapshotId: row.snapshot_id,
      committedAt: row.committed_at,
      operation: row.operation,
      summary: JSON.parse(row.summary) as Record<string, string>,
      columns: JSON.parse(row.table_columns) as CatalogColumn[],
      fieldIds: JSON.parse(row.field_ids) as Record<string, number>,
    }));
  }

  /** The data files of a snapshot. */
  files(tableId: number, sequence: number): DataFile[] {
    const rows = this.db
      .prepare(
        "SELECT * FROM iceberg_files WHERE table_id = ? AND added <= ? AND (removed IS NULL OR removed > ?) ORDER BY file_id",
      )
      .all(tableId, sequence, sequence) as FileRow[];
    return rows.map(fileOf);
  }

  /** Every data file that some snapshot has. */
  allFiles(tableId: number): DataFile[] {
    const rows = this.db
      .prepare("SELECT * FROM iceberg_files WHERE table_id = ?")
      .all(tableId) as FileRow[];
    return rows.map(fileOf);
  }

  /**
   * Adds a snapshot, all or nothing.
   * @throws SqlError ICEBERG_COMMIT_ERROR when another writer was faster and the change holds no more
   */
  commit({ columns }: Pick<CatalogTable, "columns">, tableId: number, change: Commit): void {
    atomically(this.db, () => {
      const current = this.sequence(tableId);
      const stale = change.base !== undefined && change.base !== current;
      const sequence = current + 1;
      const remove = this.db.prepare(
        "UPDATE iceberg_files SET removed = ? WHERE file_id = ? AND table_id = ? AND removed IS NULL",
      );
      const lost = change.removed.some(
        (file) => remove.run(sequence, file.fileId, tableId).changes === 0,
      );
      if (stale || lost)
        throw engineError(
          "ICEBERG_COMMIT_ERROR",
          "Failed to commit Iceberg update to table: another query changed the table in the meantime",
        );
      const insert = this.db.prepare(
        "INSERT INTO iceberg_files (table_id, bucket, key, size_bytes, row_count, partition_values, added) VALUES (?, ?, ?, ?, ?, ?, ?)",
      );
      for (const { bucket, key, sizeBytes, rowCount, partition } of change.added)
        insert.run(tableId, bucket, key, sizeBytes, rowCount, JSON.stringify(partition), sequence);
      this.addSnapshot(tableId, sequence, change, columns);
    });
  }

  /** The files that no snapshot from `oldest` on has. */
  expired(tableId: number, oldest: number): DataFile[] {
    const rows = this.db
      .prepare("SELECT * FROM iceberg_files WHERE table_id = ? AND removed <= ?")
      .all(tableId, oldest) as FileRow[];
    return rows.map(fileOf);
  }

  /** Forgets the snapshots before `oldest`, and the files that none of the others has. */
  expire(tableId: number, oldest: number): void {
    this.db
      .prepare("DELETE FROM iceberg_files WHERE table_id = ? AND removed <= ?")
      .run(tableId, oldest);
    this.db
      .prepare("DELETE FROM iceberg_snapshots WHERE table_id = ? AND sequence < ?")
      .run(tableId, oldest);
  }

  private addSnapshot(
    tableId: number,
    sequence: number,
    change: Commit,
    columns: readonly CatalogColumn[],
  ): void {
    const total = (files: readonly NewDataFile[], of: (file: NewDataFile) => number) =>
      String(files.reduce((sum, file) => sum + of(file), 0));
    const live = this.files(tableId, sequence);
    const figures: [string, readonly NewDataFile[], "data-files" | "records"][] = [
      ["added", change.added, "data-files"],
      ["added", change.added, "records"],
      ["deleted", change.removed, "data-files"],
      ["deleted", change.removed, "records"],
      ["total", live, "data-files"],
      ["total", live, "records"],
    ];
    const summary = figures.map(([name, files, what]): [string, string] => [
      `${name}-${what}`,
      total(files, (file) => (what === "records" ? file.rowCount : 1)),
    ]);
    this.db
      .prepare(
        "INSERT INTO iceberg_snapshots SELECT table_id, ?, ?, ?, ?, ?, ?, field_ids FROM iceberg_tables WHERE table_id = ?",
      )
      .run(
        sequence,
        snapshotId(),
        Date.now(),
        change.operation,
        JSON.stringify(Object.fromEntries(summary)),
        JSON.stringify(columns),
        tableId,
      );
  }

  private sequence(tableId: number): number {
    const row = this.db
      .prepare("SELECT max(sequence) AS sequence FROM iceberg_snapshots WHERE table_id = ?")
      .get(tableId) as { sequence: number | null };
    return row.sequence ?? 0;
  }

  private row(database: string, name: string) {
    return this.db
      .prepare("SELECT * FROM iceberg_tables WHERE database_name = ? AND table_name = ?")
      .get(database, name) as (TableRow & { last_field_id: number }) | undefined;
  }
}
