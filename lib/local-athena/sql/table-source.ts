import type { DuckDBConnection } from "@duckdb/node-api";
import type { ObjectStore } from "../storage/object-store";
import { type CatalogTable, SqlError } from "./engine";
import { quoteName, quoteText } from "./translate/tree";
import { type AthenaType, duckType, parseType } from "./types";

export type TableFile = { path: string; key: string; sizeBytes: number };

export type TableSource = {
  /** A parenthesised DuckDB query over the objects below the table's location. */
  source: string;
  files: TableFile[];
  format: "parquet" | "json" | "csv" | "text";
};

const serdes: Record<string, TableSource["format"]> = {
  "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe": "parquet",
  "org.openx.data.jsonserde.JsonSerDe": "json",
  "org.apache.hive.hcatalog.data.JsonSerDe": "json",
  "org.apache.hadoop.hive.serde2.JsonSerDe": "json",
  "org.apache.hadoop.hive.serde2.OpenCSVSerde": "csv",
  "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe": "text",
};

/** Never found in text files: keeps DuckDB's CSV reader from splitting lines or finding NULLs by itself. */
const never = "\x1e\x1f\x1e";
const neverNull = "\x1d\x1c\x1d";

function refuse(what: string): SqlError {
  return new SqlError(`NOT_SUPPORTED: ${what} is not supported by local-athena`, 2, 1200);
}

/** Bucket and prefix of `s3://bucket/prefix`. Undefined for another form. */
export function parseLocation(location: string): { bucket: string; prefix: string } | undefined {
  const match = /^s3[an]?:\/\/([^/]+)\/?(.*)$/i.exec(location);
  return match === null ? undefined : { bucket: match[1] ?? "", prefix: match[2] ?? "" };
}

async function filesOf(store: ObjectStore, table: CatalogTable): Promise<TableFile[]> {
  const location = parseLocation(table.parameters.location ?? "");
  if (location === undefined) throw refuse(`The location of table ${table.name}`);
  const { bucket } = location;
  if (!(await store.bucketExists(bucket))) return [];
  const prefix =
    location.prefix === "" || location.prefix.endsWith("/")
      ? location.prefix
      : `${location.prefix}/`;
  const files: TableFile[] = [];
  let startAfter: string | undefined;
  do {
    const page = await store.list(bucket, { prefix, startAfter, maxKeys: 1000 });
    for (const object of page.objects) {
      const hidden = object.key
        .slice(prefix.length)
        .split("/")
        .some((part) => /^[_.]/.test(part));
      if (hidden || object.sizeBytes === 0 || object.key.endsWith("/")) continue;
      files.push({
        path: store.pathOf(bucket, object.key),
        key: `s3://${bucket}/${object.key}`,
        sizeBytes: object.sizeBytes,
      });
    }
    startAfter = page.nextStartAfter;
  } while (startAfter !== undefined);
  return files;
}

function typeOf(text: string): { athena: AthenaType; duck: string } {
  const athena = parseType(text);
  const duck = athena === undefined ? undefined : duckType(athena);
  if (athena === undefined || duck === undefined) throw refuse(`A column of type ${text}`);
  return { athena, duck };
}

/** A text field as Hive's LazySimpleSerDe reads it: what does not parse is NULL. */
function lazyValue(
  field: string,
  type: AthenaType,
  delimiters: { items: string; keys: string },
): string {
  if (type.base === "varchar" || type.base === "char") {
    return type.numbers[0] === undefined ? field : `left(${field}, ${type.numbers[0]})`;
  }
  if (/^(tinyint|smallint|integer|bigint)$/.test(type.base)) {
    return `TRY_CAST(athena_try_integer(${field}) AS ${duckType(type)})`;
  }
  if (type.base === "boolean")
    return `CASE lower(${field}) WHEN 'true' THEN true WHEN 'false' THEN false END`;
  const element = type.parts[0]?.type;
  if (type.base === "array" && element !== undefined && element.parts.length === 0) {
    const items = `string_split(${field}, ${quoteText(delimiters.items)})`;
    return `list_transform(${items}, lambda athena_i: ${lazyValue("athena_i", element, delimiters)})`;
  }
  if (type.parts.length > 0) throw refuse("A nested type in a delimited table");
  return `TRY_CAST(${field} AS ${duckType(type)})`;
}

function textSource(table: CatalogTable, list: string, path: string): string {
  const of = (name: string) => table.parameters[`serde.param.${name}`];
  const delimiter = of("field.delim") ?? "\x01";
  const escapedBy = of("escape.delim");
  const nullText = of("serialization.null.format") ?? "\\N";
  const skip = Number(table.parameters["skip.header.line.count"] ?? 0);
  const delimiters = {
    items: of("colelction.delim") ?? of("collection.delim") ?? "\x02",
    keys: of("mapkey.delim") ?? "\x03",
  };
  const quoted = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const split =
    escapedBy === undefined
      ? `string_split(line, ${quoteText(delimiter)})`
      : `list_transform(regexp_extract_all(line || ${quoteText(delimiter)}, ${quoteText(`((?:${quoted(escapedBy)}.|[^${quoted(delimiter)}${quoted(escapedBy)}])*)${quoted(delimiter)}`)}, 1), lambda athena_f: CASE WHEN athena_f <> ${quoteText(nullText)} THEN regexp_replace(athena_f, ${quoteText(`${quoted(escapedBy)}(.)`)}, '\\1', 'g') END)`;
  const columns = table.columns.map((column, index) => {
    const field = `nullif(f[${index + 1}], ${quoteText(nullText)})`;
    return `${lazyValue(field, typeOf(column.type).athena, delimiters)} AS ${quoteName(column.name)}`;
  });
  const reader = `read_csv(${list}, columns={'line': 'VARCHAR'}, delim=${quoteText(never)}, quote='', escape='', nullstr=${quoteText(neverNull)}, header=false, skip=${skip}, auto_detect=false, strict_mode=false${path === "" ? "" : ", filename=true"})`;
  return `SELECT ${columns.join(", ")}${path} FROM (SELECT ${split} AS f${path === "" ? "" : ", filename"} FROM ${reader})`;
}

function csvSource(table: CatalogTable, list: string, path: string): string {
  const of = (name: string, otherwise: string) =>
    quoteText(table.parameters[`serde.param.${name}`] ?? otherwise);
  const skip = Number(table.parameters["skip.header.line.count"] ?? 0);
  const names = table.columns.map((column) => `${quoteText(column.name)}: 'VARCHAR'`);
  const columns = table.columns.map((column) => {
    const { athena, duck } = typeOf(column.type);
    const name = quoteName(column.name);
    if (athena.base === "varchar") return `coalesce(${name}, '') AS ${name}`;
    if (!/^(boolean|tinyint|smallint|integer|bigint|real|double|decimal)$/.test(athena.base))
      throw refuse(`A column of type ${column.type} with OpenCSVSerde`);
    return `CAST(${name} AS ${duck}) AS ${name}`;
  });
  const reader = `read_csv(${list}, columns={${names.join(", ")}}, delim=${of("separatorChar", ",")}, quote=${of("quoteChar", '"')}, escape=${of("escapeChar", '"')}, nullstr=${quoteText(neverNull)}, header=false, skip=${skip}, auto_detect=false, null_padding=true, strict_mode=false${path === "" ? "" : ", filename=true"})`;
  return `SELECT ${columns.join(", ")}${path} FROM ${reader}`;
}

async function jsonSource(
  connection: DuckDBConnection,
  table: CatalogTable,
  list: string,
  path: string,
): Promise<string> {
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
    (column) => `${quoteText(column.key)}: ${quoteText(typeOf(column.type).duck)}`,
  );
  const selected = columns.map((column) => `${quoteName(column.key)} AS ${quoteName(column.name)}`);
  return `SELECT ${selected.join(", ")}${path} FROM read_json(${list}, format='newline_delimited', columns={${types.join(", ")}}${path === "" ? "" : ", filename=true"})`;
}

async function parquetSource(
  connection: DuckDBConnection,
  table: CatalogTable,
  list: string,
  path: string,
): Promise<string> {
  const options = `union_by_name=true, hive_partitioning=false${path === "" ? "" : ", filename=true"}`;
  const described = await connection.runAndReadAll(
    `DESCRIBE SELECT * FROM read_parquet(${list}, ${options})`,
  );
  const found = new Map(
    described
      .getRows()
      .map(([name, type]) => [
        String(name).toLowerCase(),
        { name: String(name), type: String(type) },
      ]),
  );
  const columns = table.columns.map((column) => {
    const { duck } = typeOf(column.type);
    const inFile = found.get(column.name);
    if (inFile === undefined) return `CAST(NULL AS ${duck}) AS ${quoteName(column.name)}`;
    const value = quoteName(inFile.name);
    return `${inFile.type === duck ? value : `CAST(${value} AS ${duck})`} AS ${quoteName(column.name)}`;
  });
  return `SELECT ${columns.join(", ")}${path} FROM read_parquet(${list}, ${options})`;
}

/** A table's columns and their types, without rows: what a statement is bound over when it is not to be run. */
export function emptySource(table: CatalogTable, withPath: boolean): string {
  const columns = table.columns.map(
    (column) => `CAST(NULL AS ${typeOf(column.type).duck}) AS ${quoteName(column.name)}`,
  );
  const path = withPath ? `, CAST(NULL AS VARCHAR) AS "$path"` : "";
  return `(SELECT ${columns.join(", ")}${path} WHERE false)`;
}

/**
 * The DuckDB query that reads a table, over the objects that exist now. Files named `_x` or `.x` are hidden, as in Athena.
 * @throws SqlError NOT_SUPPORTED for formats that this engine cannot read
 */
export async function tableSource(options: {
  store: ObjectStore;
  connection: DuckDBConnection;
  table: CatalogTable;
  /** Whether the statement asks for the pseudo-column "$path". */
  withPath: boolean;
}): Promise<TableSource> {
  const { store, connection, table, withPath } = options;
  const serde = table.parameters["serde.serialization.lib"] ?? "";
  const format = serdes[serde];
  if (format === undefined) throw refuse(`The SerDe ${serde || "of this table"}`);
  if (table.partitionKeys.length > 0) throw refuse("Reading a partitioned table");
  const files = await filesOf(store, table);
  if (files.length === 0) return { source: emptySource(table, withPath), files, format };
  const list = `[${files.map((file) => quoteText(file.path)).join(", ")}]`;
  const keys = `[${files.map((file) => quoteText(file.key)).join(", ")}]`;
  const path = withPath ? `, map(${list}, ${keys})[filename] AS "$path"` : "";
  const source =
    format === "parquet"
      ? await parquetSource(connection, table, list, path)
      : format === "json"
        ? await jsonSource(connection, table, list, path)
        : format === "csv"
          ? csvSource(table, list, path)
          : textSource(table, list, path);
  return { source: `(${source})`, files, format };
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
  const list = source.files.map((file) => quoteText(file.path)).join(", ");
  const stored = await connection.runAndReadAll(
    `SELECT lower(split_part(path_in_schema, ', ', 1)), CAST(sum(total_compressed_size) AS DOUBLE) FROM parquet_metadata([${list}]) GROUP BY 1`,
  );
  return stored
    .getRows()
    .reduce((sum, [name, bytes]) => (columns.has(String(name)) ? sum + Number(bytes) : sum), 0);
}
