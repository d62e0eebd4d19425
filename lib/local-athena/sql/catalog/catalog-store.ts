import { atomically, type Database, migrate } from "../../state/database";
import type { Catalog, CatalogDatabase, CatalogNames, CatalogTable } from "../engine";
import { IcebergTables } from "../iceberg/iceberg-tables";
import type { PartitionField } from "../iceberg/partition-spec";
import { ownNameOnly } from "./catalog-names";
import { PartitionStore, partitionTables } from "./partition-store";

type Row = { body: string };

/** A view's statement and the database its bare names mean. */
export type ViewBody = { sql: string; database: string };

/**
 * Databases, tables and views in local-athena's database; what ListDatabases and ListTableMetadata show.
 * The database `default` always exists.
 */
export class CatalogStore implements Catalog {
  readonly partitions: PartitionStore;
  readonly iceberg: IcebergTables;

  constructor(
    private readonly db: Database,
    readonly names: CatalogNames = ownNameOnly,
  ) {
    migrate(db, "catalog", [
      `CREATE TABLE catalog_databases (name TEXT PRIMARY KEY, body TEXT NOT NULL);
       CREATE TABLE catalog_tables (
         database_name TEXT NOT NULL REFERENCES catalog_databases (name) ON DELETE CASCADE,
         name TEXT NOT NULL, body TEXT NOT NULL, view_body TEXT,
         PRIMARY KEY (database_name, name));
       INSERT INTO catalog_databases VALUES ('default', '{"name":"default","parameters":{}}')`,
      partitionTables,
    ]);
    this.partitions = new PartitionStore(db);
    this.iceberg = new IcebergTables(db);
  }

  listDatabases(): CatalogDatabase[] {
    const rows = this.db.prepare("SELECT body FROM catalog_databases ORDER BY name").all() as Row[];
    return rows.map((row) => JSON.parse(row.body) as CatalogDatabase);
  }

  getDatabase(name: string): CatalogDatabase | undefined {
    const row = this.db.prepare("SELECT body FROM catalog_databases WHERE name = ?").get(name) as
      | Row
      | undefined;
    return row === undefined ? undefined : (JSON.parse(row.body) as CatalogDatabase);
  }

  listTables(database: string): CatalogTable[] {
    const rows = this.db
      .prepare("SELECT body FROM catalog_tables WHERE database_name = ? ORDER BY name")
      .all(database) as Row[];
    return rows.map((row) => JSON.parse(row.body) as CatalogTable);
  }

  getTable(database: string, name: string): CatalogTable | undefined {
    const row = this.db
      .prepare("SELECT body FROM catalog_tables WHERE database_name = ? AND name = ?")
      .get(database, name) as Row | undefined;
    return row === undefined ? undefined : (JSON.parse(row.body) as CatalogTable);
  }

  putDatabase(database: CatalogDatabase): void {
    this.db
      .prepare(
        "INSERT INTO catalog_databases VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
      )
      .run(database.name, JSON.stringify(database));
  }

  putTable(table: CatalogTable, view?: ViewBody): void {
    this.db
      .prepare(
        `INSERT INTO catalog_tables VALUES (?, ?, ?, ?)
         ON CONFLICT (database_name, name) DO UPDATE SET body = excluded.body, view_body = excluded.view_body`,
      )
      .run(
        table.database,
        table.name,
        JSON.stringify(table),
        view === undefined ? null : JSON.stringify(view),
      );
    this.iceberg.followColumns(table);
  }

  /** Adds an Iceberg table without rows. */
  putIcebergTable(table: CatalogTable, partitionSpec: readonly PartitionField[]): void {
    atomically(this.db, () => {
      this.putTable(table);
      this.iceberg.create(table, partitionSpec);
    });
  }

  /** Puts a table of which one column has another name than before; only Iceberg's objects know it by more than that. */
  putRenamedColumn(table: CatalogTable, from: string, to: string): void {
    atomically(this.db, () => {
      this.iceberg.renameColumn(table, from, to);
      this.putTable(table);
    });
  }

  /** Gives a table another name or database; its partitions go with it. */
  renameTable(table: CatalogTable, to: Pick<CatalogTable, "database" | "name">): void {
    this.db
      .prepare(
        "UPDATE catalog_tables SET database_name = ?, name = ?, body = ? WHERE database_name = ? AND name = ?",
      )
      .run(to.database, to.name, JSON.stringify({ ...table, ...to }), table.database, table.name);
  }

  getView(database: string, name: string): ViewBody | undefined {
    const row = this.db
      .prepare("SELECT view_body AS body FROM catalog_tables WHERE database_name = ? AND name = ?")
      .get(database, name) as { body: string | null } | undefined;
    return row?.body == null ? undefined : (JSON.parse(row.body) as ViewBody);
  }

  dropTable(database: string, name: string): void {
    this.db
      .prepare("DELETE FROM catalog_tables WHERE database_name = ? AND name = ?")
      .run(database, name);
  }

  dropDatabase(name: string): void {
    this.db.prepare("DELETE FROM catalog_tables WHERE database_name = ?").run(name);
    this.db.prepare("DELETE FROM catalog_databases WHERE name = ?").run(name);
  }
}
