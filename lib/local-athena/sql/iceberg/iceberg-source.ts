import type { ObjectStore } from "../../storage/object-store";
import type { CatalogTable } from "../engine";
import { columnType } from "../tables/column-type";
import type { TableSource } from "../tables/table-source";
import { quoteName, quoteText } from "../translate/tree";
import { uriOf } from "../writes/object-writes";
import type { DataFile, IcebergTable } from "./iceberg-tables";

/** Rows of a file have ids from its own number times this on: more than any file has rows. */
const ROWS_OF_A_FILE = 2 ** 34;

/** The number of the file that a DuckDB expression's "$row_id" is in. */
export const fileIdOf = (rowId: string) => `(${rowId} // ${ROWS_OF_A_FILE})`;

/**
 * What a source tells of a row besides its columns: its object as "$path", and "$row_id", a number that no other row
 * of the table has while its file lives.
 */
export type RowOrigin = "nothing" | "path" | "row";

function emptyRows(table: CatalogTable, origin: RowOrigin): string {
  const columns = table.columns.map(
    ({ name, type }) => `CAST(NULL AS ${columnType(type).duck}) AS ${quoteName(name)}`,
  );
  if (origin !== "nothing") columns.push(`CAST(NULL AS VARCHAR) AS "$path"`);
  if (origin === "row") columns.push(`CAST(NULL AS BIGINT) AS "$row_id"`);
  return `(SELECT ${columns.join(", ")} WHERE false)`;
}

/**
 * The DuckDB query that reads data files of an Iceberg table: columns are found by their field ids, so files that are
 * older than a column have NULL in it. No files read like an empty table.
 */
export function icebergSource(
  store: ObjectStore,
  table: CatalogTable,
  iceberg: Pick<IcebergTable, "fieldIds">,
  files: readonly DataFile[],
  origin: RowOrigin,
): TableSource {
  const described = files.map((file) => ({
    path: store.pathOf(file.bucket, file.key),
    uri: uriOf(file),
    sizeBytes: file.sizeBytes,
    rowCount: file.rowCount,
    firstRowId: file.fileId * ROWS_OF_A_FILE,
  }));
  const name = `awsdatacatalog:${table.database}:${table.name}`;
  if (files.length === 0)
    return { source: emptyRows(table, origin), name, files: [], format: "parquet" };
  const fields = table.columns.map(({ name, type }) => {
    const id = iceberg.fieldIds[name] ?? 0;
    return { id, name, duck: columnType(type).duck };
  });
  const schema = fields.map(
    ({ id, duck }) => `${id}: {name: 'f${id}', type: ${quoteText(duck)}, default_value: NULL}`,
  );
  const list = described.map(({ path }) => quoteText(path)).join(", ");
  const options = [`schema = MAP {${schema.join(", ")}}`];
  const selected = fields.map(({ id, name }) => `athena_rows.f${id} AS ${quoteName(name)}`);
  let paths = "";
  if (origin !== "nothing") {
    options.push("filename = true");
    selected.push(`athena_files."$path"`);
    const known = described.map(
      ({ path, uri, firstRowId }) =>
        `(${quoteText(path)}, ${quoteText(uri)}, ${firstRowId}::BIGINT)`,
    );
    paths = ` JOIN (VALUES ${known.join(", ")}) AS athena_files("filename", "$path", "first_row_id") ON athena_rows.filename = athena_files.filename`;
  }
  if (origin === "row") {
    options.push("file_row_number = true");
    selected.push(`athena_files.first_row_id + athena_rows.file_row_number AS "$row_id"`);
  }
  const rows = `read_parquet([${list}], ${options.join(", ")}) AS athena_rows`;
  return {
    source: `(SELECT ${selected.join(", ")} FROM ${rows}${paths})`,
    name,
    files: described,
    format: "parquet",
  };
}
