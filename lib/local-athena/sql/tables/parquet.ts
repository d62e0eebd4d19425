import type { DuckDBConnection } from "@duckdb/node-api";
import type { CatalogTable } from "../engine";
import { quoteName } from "../translate/tree";
import { columnType } from "./column-type";
import type { TableFile } from "./table-files";
import { pathList } from "./text-lines";

/**
 * Parquet objects by the names of their columns, whatever their case; a column that no object has is NULL.
 * A DuckDB query for the table's columns and `filename`.
 */
export async function parquetRows(
  connection: DuckDBConnection,
  table: CatalogTable,
  files: TableFile[],
): Promise<string> {
  const from = `read_parquet(${pathList(files)}, union_by_name=true, hive_partitioning=false, filename=true)`;
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
  const found = new Map(
    described
      .getRows()
      .map(([name, type]) => [
        String(name).toLowerCase(),
        { name: String(name), type: String(type) },
      ]),
  );
  const columns = table.columns.map((column) => {
    const { duck } = columnType(column.type);
    const inFile = found.get(column.name);
    if (inFile === undefined) return `CAST(NULL AS ${duck}) AS ${quoteName(column.name)}`;
    const value = quoteName(inFile.name);
    return `${inFile.type === duck ? value : `CAST(${value} AS ${duck})`} AS ${quoteName(column.name)}`;
  });
  return `SELECT ${[...columns, "filename"].join(", ")} FROM ${from}`;
}
