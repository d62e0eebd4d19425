import type { DuckDBConnection } from "@duckdb/node-api";
import type * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { ObjectStore } from "../../storage/object-store";
import type { CatalogStore } from "../catalog/catalog-store";
import type { CatalogTable } from "../engine";
import { engineError } from "../errors";
import type { TableSource } from "../tables/table-source";
import { positionOf } from "../translate/tree";
import { icebergSource } from "./iceberg-source";
import { snapshotOf } from "./snapshot-period";

type Options = {
  store: ObjectStore;
  catalog: CatalogStore;
  connection: DuckDBConnection;
  /** Without rows, for a statement that is only bound. */
  empty?: boolean;
};

type Asked = {
  withPath: boolean;
  withRowId: boolean;
  period: G.QueryPeriodContext | undefined;
};

/**
 * How an Iceberg table is read: as it is now, or as the statement's FOR … AS OF says.
 * @returns the source, and the table with the columns of that time; undefined for tables of another kind
 * @throws SqlError INVALID_ARGUMENTS when there is no such snapshot, NOT_SUPPORTED for time travel elsewhere
 */
export async function icebergRelation(
  { store, catalog, connection, empty }: Options,
  table: CatalogTable,
  { withPath, withRowId, period }: Asked,
): Promise<{ source: TableSource; table: CatalogTable } | undefined> {
  const iceberg = catalog.iceberg.get(table.database, table.name);
  const origin = withRowId ? "row" : withPath ? "path" : "nothing";
  if (iceberg === undefined) {
    if (period === undefined) return undefined;
    throw engineError(
      "NOT_SUPPORTED",
      `${positionOf(period)}: This connector does not support versioned tables`,
    );
  }
  const shown = `"${table.database}"."${table.name}"`;
  const then =
    period === undefined
      ? { ...table, ...iceberg }
      : await snapshotOf(connection, catalog.iceberg, { tableId: iceberg.tableId, shown }, period);
  const read = { ...table, columns: then.columns };
  const files = empty ? [] : catalog.iceberg.files(iceberg.tableId, then.sequence);
  return { source: icebergSource(store, read, then, files, origin), table: read };
}
