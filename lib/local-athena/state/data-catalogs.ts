import { type Database, migrate } from "./database";

export type CatalogType = "LAMBDA" | "GLUE" | "HIVE" | "FEDERATED";
export type CatalogStatus = "CREATE_IN_PROGRESS" | "CREATE_COMPLETE" | "DELETE_IN_PROGRESS";

export type DataCatalogRecord = {
  name: string;
  type: CatalogType;
  description: string | undefined;
  parameters: Record<string, string>;
  status: CatalogStatus;
};

/** Registered data catalogs. Names are kept as they were given and compared without case. */
export type DataCatalogs = {
  get(name: string): DataCatalogRecord | undefined;
  /** In the order of their names, after the named one; `more` when others follow. */
  list(limit: number, afterName?: string): { records: DataCatalogRecord[]; more: boolean };
  /** Those on their way to another state. */
  unsettled(): DataCatalogRecord[];
  /** Creates or replaces. */
  put(record: DataCatalogRecord): void;
  remove(name: string): void;
};

/** The Glue Data Catalog, which always exists and cannot be changed. */
export const GLUE_CATALOG = "AwsDataCatalog";

type Row = {
  name: string;
  type: string;
  description: string | null;
  parameters: string;
  status: string;
};

const recordOf = (row: Row): DataCatalogRecord => ({
  name: row.name,
  type: row.type as CatalogType,
  description: row.description ?? undefined,
  parameters: JSON.parse(row.parameters) as Record<string, string>,
  status: row.status as CatalogStatus,
});

export function openDataCatalogs(database: Database, accountId: string): DataCatalogs {
  migrate(database, "data-catalogs", [
    `CREATE TABLE data_catalogs (
       name TEXT PRIMARY KEY COLLATE NOCASE,
       type TEXT NOT NULL,
       description TEXT,
       parameters TEXT NOT NULL,
       status TEXT NOT NULL
     ) WITHOUT ROWID;`,
  ]);
  const select = database.prepare("SELECT * FROM data_catalogs WHERE name = ?");
  const page = database.prepare("SELECT * FROM data_catalogs WHERE name > ? ORDER BY name LIMIT ?");
  const unsettled = database.prepare(
    "SELECT * FROM data_catalogs WHERE status <> 'CREATE_COMPLETE' ORDER BY name",
  );
  const upsert = database.prepare(
    `INSERT INTO data_catalogs VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
       type = excluded.type, description = excluded.description,
       parameters = excluded.parameters, status = excluded.status`,
  );
  const remove = database.prepare("DELETE FROM data_catalogs WHERE name = ?");
  const catalogs: DataCatalogs = {
    get(name) {
      const row = select.get(name) as Row | undefined;
      return row && recordOf(row);
    },
    list(limit, afterName = "") {
      const rows = page.all(afterName, limit + 1) as Row[];
      return { records: rows.slice(0, limit).map(recordOf), more: rows.length > limit };
    },
    unsettled: () => (unsettled.all() as Row[]).map(recordOf),
    put({ name, type, description, parameters, status }) {
      upsert.run(name, type, description ?? null, JSON.stringify(parameters), status);
    },
    remove: (name) => void remove.run(name),
  };
  catalogs.put({
    name: GLUE_CATALOG,
    type: "GLUE",
    description: undefined,
    parameters: { "catalog-id": accountId },
    status: "CREATE_COMPLETE",
  });
  return catalogs;
}
