import type { CatalogStore } from "../catalog/catalog-store";
import type { CatalogTable } from "../engine";
import { engineError } from "../errors";
import type { IcebergTable } from "./iceberg-tables";

/**
 * The Iceberg side of a table that is one.
 * @throws SqlError NOT_SUPPORTED, in Athena's words, for every other table
 */
export function requireIceberg(catalog: CatalogStore, table: CatalogTable): IcebergTable {
  const found = catalog.iceberg.get(table.database, table.name);
  if (found !== undefined) return found;
  throw engineError(
    "NOT_SUPPORTED",
    "Modifying Hive table rows is only supported for transactional tables",
  );
}

/**
 * Checks, just before a commit, that the table is still the one that the change was computed for.
 * @throws SqlError TABLE_NOT_FOUND when it is gone, ICEBERG_COMMIT_ERROR when its columns are others
 */
export function checkStillSame(
  catalog: CatalogStore,
  table: CatalogTable,
  before: IcebergTable,
): void {
  const now = catalog.iceberg.get(table.database, table.name);
  if (now?.tableId !== before.tableId)
    throw engineError(
      "TABLE_NOT_FOUND",
      `Table 'awsdatacatalog.${table.database}.${table.name}' does not exist`,
    );
  const columns = catalog.getTable(table.database, table.name)?.columns ?? [];
  const same =
    JSON.stringify(now.fieldIds) === JSON.stringify(before.fieldIds) &&
    columns.every(({ type }, index) => type === table.columns[index]?.type);
  if (!same)
    throw engineError(
      "ICEBERG_COMMIT_ERROR",
      "Failed to commit Iceberg update to table: its columns were changed in the meantime",
    );
}
