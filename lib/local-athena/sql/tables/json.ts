import type { DuckDBConnection } from "@duckdb/node-api";
import type { CatalogTable } from "../engine";
import { quoteName, quoteText } from "../translate/tree";
import { columnType } from "./column-type";
import type { TableFile } from "./table-files";
import { pathList } from "./text-lines";

/** JSON objects, one a line, as Hive's JSON SerDes read them: a DuckDB query for the table's columns and `filename`. */
export async function jsonRows(
  connection: DuckDBConnection,
  table: CatalogTable,
  files: TableFile[],
): Promise<string> {
  const list = pathList(files);
  // Hive's JSON SerDes match keys whatever their case; DuckDB does not. The first lines tell the spelling.
  const keys = await connection.runAndReadAll(
    `SELECT DISTINCT unnest(json_keys(json)) FROM (SELECT json FROM read_json_objects(${list}, format='newline_delimited') LIMIT 1000)`,
  );
  const spelling = new Map(keys.getRows().map(([key]) => [String(key).toLowerCase(), String(key)]));
  const columns = table.columns.map((column) => {
    const mapped = table.parameters[`serde.param.mapping.${column.name}`];
    return { ...column, key: mapped ?? spelling.get(column.name) ?? column.name };
  });
  const types = columns.map(
    (column) => `${quoteText(column.key)}: ${quoteText(columnType(column.type).duck)}`,
  );
  const selected = columns.map((column) => `${quoteName(column.key)} AS ${quoteName(column.name)}`);
  return `SELECT ${[...selected, "filename"].join(", ")} FROM read_json(${list}, format='newline_delimited', columns={${types.join(", ")}}, filename=true)`;
}
