import { atomically, type Database } from "../../state/database";
import type { CatalogPartition } from "./partition";

type Row = { partition_values: string; location: string; parameters: string; create_time: number };

const partitionOf = (row: Row): CatalogPartition => ({
  values: JSON.parse(row.partition_values) as string[],
  location: row.location,
  parameters: JSON.parse(row.parameters) as Record<string, string>,
  createTime: row.create_time,
});

/** The step that makes the table of partitions; they go with the table that they belong to. */
export const partitionTables = `CREATE TABLE catalog_partitions (
   database_name TEXT NOT NULL, table_name TEXT NOT NULL, partition_values TEXT NOT NULL,
   location TEXT NOT NULL, parameters TEXT NOT NULL, create_time INTEGER NOT NULL,
   PRIMARY KEY (database_name, table_name, partition_values),
   FOREIGN KEY (database_name, table_name) REFERENCES catalog_tables (database_name, name)
     ON DELETE CASCADE ON UPDATE CASCADE) WITHOUT ROWID`;

const ofTable = "database_name = ? AND table_name = ?";

/** Partitions of the catalog's tables, each known by its values. */
export class PartitionStore {
  constructor(private readonly db: Database) {}

  /** In the order of their values as texts. */
  list(database: string, table: string): CatalogPartition[] {
    const rows = this.db
      .prepare(`SELECT * FROM catalog_partitions WHERE ${ofTable} ORDER BY partition_values`)
      .all(database, table) as Row[];
    return rows.map(partitionOf);
  }

  get(database: string, table: string, values: readonly string[]): CatalogPartition | undefined {
    const row = this.db
      .prepare(`SELECT * FROM catalog_partitions WHERE ${ofTable} AND partition_values = ?`)
      .get(database, table, JSON.stringify(values)) as Row | undefined;
    return row === undefined ? undefined : partitionOf(row);
  }

  /** Adds partitions, all or none; those that exist stay as they are. Returns how many are new. */
  add(database: string, table: string, partitions: readonly CatalogPartition[]): number {
    const insert = this.db.prepare(
      "INSERT INTO catalog_partitions VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    );
    let added = 0;
    atomically(this.db, () => {
      for (const { values, location, parameters, createTime } of partitions) {
        const written = [JSON.stringify(values), location, JSON.stringify(parameters), createTime];
        added += insert.run(database, table, ...written).changes;
      }
    });
    return added;
  }

  /** Replaces the partition of the values `from` by this one, which may have other values. */
  replace(
    database: string,
    table: string,
    from: readonly string[],
    partition: CatalogPartition,
  ): void {
    atomically(this.db, () => {
      this.drop(database, table, [from]);
      this.add(database, table, [partition]);
    });
  }

  /** Drops the partitions of these values, all or none. Their objects stay. */
  drop(database: string, table: string, partitions: readonly (readonly string[])[]): void {
    const remove = this.db.prepare(
      `DELETE FROM catalog_partitions WHERE ${ofTable} AND partition_values = ?`,
    );
    atomically(this.db, () => {
      for (const values of partitions) remove.run(database, table, JSON.stringify(values));
    });
  }
}
