import type { CatalogStore } from "../catalog/catalog-store";
import { quoteName } from "../translate/tree";
import type { AthenaType } from "../types/types";
import { columnType } from "./column-type";
import { partitionLiterals } from "./partition-values";

const ending = "$partitions";

/**
 * `"t$partitions"` of a partitioned Hive table: a row a partition of the catalog, a column a partition key.
 * Undefined for other names.
 * @throws SqlError HIVE_INVALID_PARTITION_VALUE
 */
export function partitionsTable(
  catalog: CatalogStore,
  wanted: { database: string; name: string },
): { source: string; columns: { name: string; type: AthenaType }[] } | undefined {
  if (!wanted.name.endsWith(ending)) return undefined;
  const table = catalog.getTable(wanted.database, wanted.name.slice(0, -ending.length));
  if (table === undefined || table.partitionKeys.length === 0) return undefined;
  const partitions = catalog.partitions.list(table.database, table.name);
  const names = table.partitionKeys.map((key) => quoteName(key.name));
  const rows = partitions.map(
    (partition) => `(${partitionLiterals(table.partitionKeys, partition).join(", ")})`,
  );
  const none = table.partitionKeys.map((key) => `CAST(NULL AS ${columnType(key.type).duck})`);
  const values = rows.length === 0 ? `(${none.join(", ")})` : rows.join(", ");
  const where = rows.length === 0 ? " WHERE false" : "";
  return {
    source: `(SELECT * FROM (VALUES ${values}) AS athena_partitions(${names.join(", ")})${where})`,
    columns: table.partitionKeys.map(({ name, type }) => ({
      name,
      type: columnType(type).athena,
    })),
  };
}
