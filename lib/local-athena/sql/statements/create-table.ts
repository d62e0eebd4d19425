import type { CatalogColumn, CatalogTable } from "../engine";
import type { TokenReader } from "../lexer";
import { lazySimple, type StorageFormat, storageFormats } from "../tables/storage-formats";
import { parseLocation } from "../tables/table-files";
import { malformed } from "../trino-parser";
import { hiveType, parseType } from "../types/types";

type CreateTable = {
  ifNotExists: boolean;
  database: string | undefined;
  table: Omit<CatalogTable, "database" | "createTime">;
};

/** `name type [COMMENT 'text']` */
export function columnDefinition(reader: TokenReader): CatalogColumn {
  const name = reader.hiveName();
  const first = reader.next;
  let text = "";
  let depth = 0;
  while (reader.next.kind !== "end") {
    const value = reader.next.value;
    const isOver =
      value === "," ||
      value === ")" ||
      ["COMMENT", "FIRST", "AFTER"].some((word) => reader.isNext(word));
    if (depth === 0 && isOver) break;
    if (value === "<" || value === "(") depth++;
    if (value === ">" || value === ")") depth--;
    const { start, end } = reader.take();
    text += `${reader.sql.slice(start, end)} `;
    // Hive keeps no comments of a struct's fields.
    if (depth > 0 && value !== "<" && value !== "," && reader.isNext("COMMENT")) {
      reader.take();
      reader.text();
    }
  }
  const type = parseType(text);
  if (type === undefined) reader.fail("<type>", first);
  const comment = reader.skip("COMMENT") ? reader.text() : undefined;
  return { name, type: hiveType(type), ...(comment === undefined ? {} : { comment }) };
}

/** `(name type [COMMENT 'text'], …)` */
export function columnList(reader: TokenReader): CatalogColumn[] {
  const columns: CatalogColumn[] = [];
  reader.expect("(");
  do columns.push(columnDefinition(reader));
  while (reader.skip(","));
  reader.expect(")");
  return columns;
}

/** `('key' = 'value', …)` */
export function properties(reader: TokenReader): Record<string, string> {
  const found: Record<string, string> = {};
  reader.expect("(");
  do {
    const key = reader.text();
    reader.expect("=");
    found[key] = reader.text();
  } while (reader.skip(","));
  reader.expect(")");
  return found;
}

function delimiters(reader: TokenReader): Record<string, string> {
  const found: Record<string, string> = {};
  for (;;) {
    if (reader.skip("FIELDS", "TERMINATED", "BY")) {
      found["field.delim"] = reader.text();
      found["serialization.format"] = found["field.delim"];
      if (reader.skip("ESCAPED", "BY")) found["escape.delim"] = reader.text();
    } else if (reader.skip("COLLECTION", "ITEMS", "TERMINATED", "BY"))
      found["colelction.delim"] = reader.text();
    else if (reader.skip("MAP", "KEYS", "TERMINATED", "BY")) found["mapkey.delim"] = reader.text();
    else if (reader.skip("LINES", "TERMINATED", "BY")) found["line.delim"] = reader.text();
    else if (reader.skip("NULL", "DEFINED", "AS"))
      found["serialization.null.format"] = reader.text();
    else return found;
  }
}

function nameList(reader: TokenReader): string[] {
  const names: string[] = [];
  reader.expect("(");
  do {
    names.push(reader.hiveName());
    if (!reader.skip("ASC")) reader.skip("DESC");
  } while (reader.skip(","));
  reader.expect(")");
  return names;
}

/** `(columns) [SORTED BY (columns)] INTO n BUCKETS`, after CLUSTERED BY. */
function clustering(reader: TokenReader): NonNullable<CatalogTable["clusteredBy"]> {
  const columns = nameList(reader);
  const sortedBy = reader.skip("SORTED", "BY") ? nameList(reader) : [];
  reader.expect("INTO");
  if (reader.next.kind !== "number") reader.fail("<integer>");
  const buckets = Number(reader.take().value);
  reader.expect("BUCKETS");
  return { columns, sortedBy, buckets };
}

export const locationMissing = () =>
  malformed("No location was specified for table. An S3 location must be specified");

/** How a table is stored: `STORED AS PARQUET` or `STORED AS INPUTFORMAT '…' OUTPUTFORMAT '…'`, after STORED AS. */
function storage(reader: TokenReader): StorageFormat {
  if (reader.skip("INPUTFORMAT")) {
    const input = reader.text();
    reader.expect("OUTPUTFORMAT");
    return { input, output: reader.text() };
  }
  const name = reader.next.value.toLowerCase();
  const known = Object.hasOwn(storageFormats, name) ? storageFormats[name] : undefined;
  if (known === undefined)
    reader.fail(
      Object.keys(storageFormats)
        .map((format) => `'${format.toUpperCase()}'`)
        .join(", "),
    );
  reader.take();
  return known;
}

/**
 * Reads what follows `CREATE EXTERNAL TABLE` in Hive's grammar.
 * @throws SqlError with errorCode MALFORMED_QUERY, in Athena's words
 */
export function readCreateTable(reader: TokenReader): CreateTable {
  const ifNotExists = reader.skip("IF", "NOT", "EXISTS");
  const { database, name } = reader.hiveTable();
  const columns = columnList(reader);
  let partitionKeys: CatalogColumn[] = [];
  let clusteredBy: CatalogTable["clusteredBy"];
  let serde: string | undefined;
  let format = storageFormats.textfile as StorageFormat;
  const parameters: Record<string, string> = {};
  const serdeParameters: Record<string, string> = {};
  for (;;) {
    if (reader.skip("COMMENT")) parameters.comment = reader.text();
    else if (reader.skip("PARTITIONED", "BY")) partitionKeys = columnList(reader);
    else if (reader.skip("CLUSTERED", "BY")) clusteredBy = clustering(reader);
    else if (reader.skip("ROW", "FORMAT", "DELIMITED"))
      Object.assign(serdeParameters, delimiters(reader));
    else if (reader.skip("ROW", "FORMAT", "SERDE")) serde = reader.text();
    else if (reader.skip("WITH", "SERDEPROPERTIES"))
      Object.assign(serdeParameters, properties(reader));
    else if (reader.skip("STORED", "AS")) format = storage(reader);
    else if (reader.skip("LOCATION")) parameters.location = reader.text();
    else if (reader.skip("TBLPROPERTIES")) Object.assign(parameters, properties(reader));
    else break;
  }
  reader.end();
  if (parseLocation(parameters.location ?? "") === undefined) throw locationMissing();
  serdeParameters["serialization.format"] ??= "1";
  for (const [key, value] of Object.entries(serdeParameters))
    parameters[`serde.param.${key}`] = value;
  return {
    ifNotExists,
    database,
    table: {
      name,
      tableType: "EXTERNAL_TABLE",
      columns,
      partitionKeys,
      ...(clusteredBy === undefined ? {} : { clusteredBy }),
      parameters: {
        EXTERNAL: "TRUE",
        inputformat: format.input,
        outputformat: format.output,
        "serde.serialization.lib": serde ?? format.serde ?? lazySimple,
        ...parameters,
      },
    },
  };
}
