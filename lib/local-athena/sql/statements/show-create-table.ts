import type { CatalogStore } from "../catalog/catalog-store";
import type { CatalogColumn, CatalogTable } from "../engine";
import { lazySimple } from "../tables/storage-formats";
import { isIceberg } from "./hive-statement";
import { icebergType, serdeProperties, shownComment, tableProperties } from "./shown-table";

const controlNames: Record<string, string> = { "\t": "\\t", "\n": "\\n", "\\": "\\\\", "'": "\\'" };

/** A string literal of Hive's: control characters in octal. */
function quoted(value: string): string {
  const escaped = Array.from(value, (character) => {
    const code = character.charCodeAt(0);
    return (
      controlNames[character] ?? (code < 32 ? `\\${code.toString(8).padStart(3, "0")}` : character)
    );
  });
  return `'${escaped.join("")}'`;
}

/** `  item, ` a line, the last one closed. */
const closed = (items: string[], close: string, comma = ", ") =>
  items.map((item, index) => `  ${item}${index === items.length - 1 ? close : comma}`);

const entries = (list: [string, string][], close: string, comma = ", ") =>
  closed(
    list.map(([key, value]) => `${quoted(key)}=${quoted(value)}`),
    close,
    comma,
  );

/** The words of ROW FORMAT DELIMITED for each property of LazySimpleSerDe. */
const delimiterWords: readonly [property: string, words: string][] = [
  ["field.delim", "FIELDS TERMINATED BY"],
  ["escape.delim", "ESCAPED BY"],
  ["colelction.delim", "COLLECTION ITEMS TERMINATED BY"],
  ["mapkey.delim", "MAP KEYS TERMINATED BY"],
  ["line.delim", "LINES TERMINATED BY"],
  ["serialization.null.format", "NULL DEFINED AS"],
];

function rowFormat(table: CatalogTable): string[] {
  const serde = table.parameters["serde.serialization.lib"] ?? "";
  const properties = new Map(serdeProperties(table));
  const format = properties.get("serialization.format");
  if (format === "1" || format === properties.get("field.delim"))
    properties.delete("serialization.format");
  const known = new Set(delimiterWords.map(([property]) => property));
  const isDelimited = [...properties.keys()].every((property) => known.has(property));
  if (serde === lazySimple && isDelimited && properties.size > 0) {
    const lines = delimiterWords.flatMap(([property, words]) => {
      const value = properties.get(property);
      return value === undefined ? [] : [`  ${words} ${quoted(value)} `];
    });
    return ["ROW FORMAT DELIMITED ", ...lines];
  }
  const withProperties =
    properties.size === 0 ? [] : ["WITH SERDEPROPERTIES ( ", ...entries([...properties], ") ")];
  return ["ROW FORMAT SERDE ", `  ${quoted(serde)} `, ...withProperties];
}

function clustering({ clusteredBy }: CatalogTable): string[] {
  if (clusteredBy === undefined) return [];
  const { columns, sortedBy, buckets } = clusteredBy;
  return [
    "CLUSTERED BY ( ",
    ...closed(columns, ") "),
    ...(sortedBy.length === 0
      ? []
      : [
          "SORTED BY ( ",
          ...closed(
            sortedBy.map((name) => `${name} ASC`),
            ") ",
          ),
        ]),
    `INTO ${buckets} BUCKETS`,
  ];
}

function hiveTableLines(table: CatalogTable): string[] {
  const column = (found: CatalogColumn) => {
    const comment = shownComment(table, found);
    return `\`${found.name}\` ${found.type}${comment === undefined ? "" : ` COMMENT ${quoted(comment)}`}`;
  };
  const { parameters } = table;
  const properties = tableProperties(table).filter(
    ([key]) => key !== "EXTERNAL" && key !== "comment",
  );
  const { comment } = parameters;
  return [
    `CREATE EXTERNAL TABLE \`${table.database}.${table.name}\`(`,
    ...closed(table.columns.map(column), ")"),
    ...(comment === undefined ? [] : [`COMMENT ${quoted(comment)}`]),
    ...(table.partitionKeys.length === 0
      ? []
      : ["PARTITIONED BY ( ", ...closed(table.partitionKeys.map(column), ")")]),
    ...clustering(table),
    ...rowFormat(table),
    "STORED AS INPUTFORMAT ",
    `  ${quoted(parameters.inputformat ?? "")} `,
    "OUTPUTFORMAT ",
    `  ${quoted(parameters.outputformat ?? "")}`,
    "LOCATION",
    `  ${quoted(parameters.location ?? "")}`,
    ...(properties.length === 0 ? [] : ["TBLPROPERTIES (", ...entries(properties, ")")]),
  ];
}

/** `bucket(16, id)` of the transform `bucket[16]`. */
function transformText(field: { transform: string; column: string }): string {
  if (field.transform === "identity") return `\`${field.column}\``;
  const [, name = "", number] = /^(\w+)(?:\[(\d+)\])?$/.exec(field.transform) ?? [];
  return number === undefined
    ? `${name}(\`${field.column}\`)`
    : `${name}(${number}, \`${field.column}\`)`;
}

function icebergTableLines(table: CatalogTable, catalog: CatalogStore): string[] {
  const fields = catalog.iceberg.get(table.database, table.name)?.partitionSpec ?? [];
  const columns = table.columns.map((column) => {
    const comment = column.comment === undefined ? "" : ` COMMENT ${quoted(column.comment)}`;
    return `${column.name} ${icebergType(column.type)}${comment}`;
  });
  const properties = tableProperties(table)
    .filter(([key]) => !/^(EXTERNAL|comment|transient_lastDdlTime|table_type)$/.test(key))
    .map(([key, value]): [string, string] => [key, value]);
  return [
    `CREATE TABLE ${table.database}.${table.name} (`,
    ...closed(columns, ")", ","),
    ...(fields.length === 0 ? [] : [`PARTITIONED BY (${fields.map(transformText).join(", ")})`]),
    `LOCATION ${quoted(table.parameters.location ?? "")}`,
    "TBLPROPERTIES (",
    ...entries([["table_type", "iceberg"], ...properties], "", ","),
    ");",
  ];
}

/** SHOW CREATE TABLE, a line a row: a statement that makes the table again. */
export const createTableLines = (table: CatalogTable, catalog: CatalogStore): string[] =>
  isIceberg(table) ? icebergTableLines(table, catalog) : hiveTableLines(table);
