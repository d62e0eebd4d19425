import type { DuckDBConnection } from "@duckdb/node-api";
import type { ObjectStore } from "../../storage/object-store";
import type { CatalogPartition } from "../catalog/partition";
import type { CatalogTable } from "../engine";
import { engineError } from "../errors";
import { quoteName, quoteText } from "../translate/tree";
import { columnType } from "./column-type";
import { delimitedRows } from "./delimited";
import { jsonRows } from "./json";
import { openCsvRows } from "./open-csv";
import { parquetRows } from "./parquet";
import { partitionLiterals } from "./partition-values";
import { regexRows } from "./regex";
import {
  hive2Json,
  hiveJson,
  lazySimple,
  openCsv,
  openxJson,
  parquet,
  regex,
} from "./storage-formats";
import { filesBelow, type TableFile } from "./table-files";
import { pathList, textLines } from "./text-lines";

export type TableSource = {
  /** A parenthesised DuckDB query over the objects below the table's location. */
  source: string;
  /** `awsdatacatalog:db:table`, as plans name it. */
  name: string;
  files: TableFile[];
  format: "parquet" | "json" | "csv" | "text" | "regex";
};

const serdes: Record<string, TableSource["format"]> = {
  [parquet]: "parquet",
  [openxJson]: "json",
  [hiveJson]: "json",
  [hive2Json]: "json",
  [openCsv]: "csv",
  [lazySimple]: "text",
  [regex]: "regex",
};

/** How the lines of each text format become rows. */
const textRows = { json: jsonRows, csv: openCsvRows, text: delimitedRows, regex: regexRows };

const LISTED_TOGETHER = 16;

type FolderFiles = { files: TableFile[]; literals: string[] };

/** The objects of a table, or of these partitions of it, with the values of the partition keys. */
async function foldersOf(
  store: ObjectStore,
  table: CatalogTable,
  partitions: readonly CatalogPartition[],
): Promise<FolderFiles[]> {
  if (table.partitionKeys.length === 0)
    return [{ files: await filesBelow(store, table.parameters.location ?? ""), literals: [] }];
  const found: FolderFiles[] = [];
  for (let start = 0; start < partitions.length; start += LISTED_TOGETHER) {
    const some = partitions.slice(start, start + LISTED_TOGETHER).map(async (partition) => ({
      files: await filesBelow(store, partition.location),
      literals: partitionLiterals(table.partitionKeys, partition),
    }));
    found.push(...(await Promise.all(some)));
  }
  return found;
}

/** A table's columns and their types, without rows: what a statement is bound over when it is not to be run. */
export function emptySource(table: CatalogTable, withPath: boolean): string {
  const columns = [...table.columns, ...table.partitionKeys].map(
    (column) => `CAST(NULL AS ${columnType(column.type).duck}) AS ${quoteName(column.name)}`,
  );
  const path = withPath ? `, CAST(NULL AS VARCHAR) AS "$path"` : "";
  return `(SELECT ${columns.join(", ")}${path} WHERE false)`;
}

/** Joins rows with what is known of the object that each comes from. */
function withFileValues(
  table: CatalogTable,
  rows: string,
  folders: FolderFiles[],
  withPath: boolean,
): string {
  const own = table.columns.map((column) => `athena_rows.${quoteName(column.name)}`);
  if (table.partitionKeys.length === 0 && !withPath)
    return `SELECT ${own.join(", ")} FROM (${rows}) AS athena_rows`;
  const names = [...table.partitionKeys.map((key) => key.name), ...(withPath ? ["$path"] : [])];
  const values = folders.flatMap(({ files, literals }) =>
    files.map((file) => {
      const path = withPath ? [quoteText(file.uri)] : [];
      return `(${[quoteText(file.path), ...literals, ...path].join(", ")})`;
    }),
  );
  const columns = [...own, ...names.map((name) => `athena_files.${quoteName(name)}`)];
  const known = ["filename", ...names].map(quoteName).join(", ");
  return `SELECT ${columns.join(", ")} FROM (${rows}) AS athena_rows JOIN (VALUES ${values.join(", ")}) AS athena_files(${known}) ON athena_rows.filename = athena_files.filename`;
}

/**
 * The DuckDB query that reads a table, over the objects that exist now: its columns, then the partition keys.
 * @throws SqlError NOT_SUPPORTED for formats that this engine cannot read; HIVE_INVALID_PARTITION_VALUE
 */
export async function tableSource(options: {
  store: ObjectStore;
  connection: DuckDBConnection;
  table: CatalogTable;
  /** The partitions to read; only those of a table with partition keys are asked for. */
  partitions: readonly CatalogPartition[];
  /** Whether the statement asks for the pseudo-column "$path". */
  withPath: boolean;
}): Promise<TableSource> {
  const { store, connection, table, withPath } = options;
  const name = `awsdatacatalog:${table.database}:${table.name}`;
  const serde = table.parameters["serde.serialization.lib"] ?? "";
  const format = serdes[serde];
  if (format === undefined)
    throw engineError(
      "NOT_SUPPORTED",
      `The SerDe ${serde || "of this table"} is not supported by local-athena`,
    );
  const folders = await foldersOf(store, table, options.partitions);
  const files = folders.flatMap((folder) => folder.files);
  if (files.length === 0) return { source: emptySource(table, withPath), name, files, format };
  const rows =
    format === "parquet"
      ? await parquetRows(connection, table, files)
      : await textRows[format](table, textLines(files, table.parameters), connection);
  return { source: `(${withFileValues(table, rows, folders, withPath)})`, name, files, format };
}

/**
 * Bytes that a scan of these files counts: whole files, except for Parquet, where only the stored bytes of the
 * columns that the statement names count (all of them after `*`), as Athena bills columnar formats.
 */
export async function scannedBytes(
  connection: DuckDBConnection,
  source: TableSource,
  columns: ReadonlySet<string> | "all",
): Promise<number> {
  if (source.format !== "parquet" || columns === "all" || source.files.length === 0) {
    return source.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  }
  const stored = await connection.runAndReadAll(
    `SELECT lower(split_part(path_in_schema, ', ', 1)), CAST(sum(total_compressed_size) AS DOUBLE) FROM parquet_metadata(${pathList(source.files)}) GROUP BY 1`,
  );
  return stored
    .getRows()
    .reduce((sum, [name, bytes]) => (columns.has(String(name)) ? sum + Number(bytes) : sum), 0);
}
