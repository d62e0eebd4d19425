import type { CatalogStore } from "../catalog/catalog-store";
import type { CatalogColumn, CatalogTable } from "../engine";
import { parseType, trinoType } from "../types/types";
import { type Description, described } from "./descriptions";
import { taskFailed } from "./hive-error";
import { isIceberg } from "./hive-statement";
import { icebergType, serdeProperties, shownComment, tableProperties } from "./shown-table";

const padded = (...fields: string[]) => fields.map((field) => field.padEnd(20)).join("\t");

const hiveColumns = (lines: string[]) =>
  described(["col_name", "data_type", "comment"], lines, { counted: false });

const columnLine = (table: CatalogTable, column: CatalogColumn) =>
  padded(column.name, column.type, shownComment(table, column) ?? "");

const EMPTY_LINE = "\t \t ";
const heading = (text: string) => `# ${text}\t \t `;
const columnHeading = `# ${padded("col_name", "data_type", "comment")}`;

function describeView(table: CatalogTable): Description {
  const lines = table.columns.map((column) => {
    const type = parseType(column.type);
    return `${column.name}\t${type === undefined ? column.type : trinoType(type)}`;
  });
  return described(["column", "type"], lines, { type: "varchar" });
}

function describeIceberg(table: CatalogTable, catalog: CatalogStore): Description {
  const fields = catalog.iceberg.get(table.database, table.name)?.partitionSpec ?? [];
  const lines = [
    "# Table schema:\t\t",
    "# col_name\tdata_type\tcomment",
    ...table.columns.map(
      (column) => `${column.name}\t${icebergType(column.type)}\t${column.comment ?? ""}`,
    ),
    "\t\t",
    "# Partition spec:\t\t",
    "# field_name\tfield_transform\tcolumn_name",
    ...fields.map((field) => `${field.name}\t${field.transform}\t${field.column}`),
  ];
  return described(["col_name", "data_type", "comment"], lines);
}

/** DESCRIBE: columns of a table in Hive's padded lines, of an Iceberg table in Athena's, of a view in Trino's words. */
export function describeTable(table: CatalogTable, catalog: CatalogStore): Description {
  if (table.tableType === "VIRTUAL_VIEW") return describeView(table);
  if (isIceberg(table)) return describeIceberg(table, catalog);
  const line = (column: CatalogColumn) => columnLine(table, column);
  const lines = [...table.columns, ...table.partitionKeys].map(line);
  if (table.partitionKeys.length > 0)
    lines.push(
      EMPTY_LINE,
      heading("Partition Information"),
      columnHeading,
      EMPTY_LINE,
      ...table.partitionKeys.map(line),
    );
  return hiveColumns(lines);
}

/**
 * DESCRIBE of one column.
 * @throws SqlError in Hive's words when the table has no such column
 */
export function describeColumn(table: CatalogTable, name: string): Description {
  const found = [...table.columns, ...table.partitionKeys].find((column) => column.name === name);
  if (found === undefined)
    throw taskFailed(`Error in getting fields from serde. Invalid Field ${name}`);
  return hiveColumns([columnLine(table, found)]);
}

/** `Tue Nov 21 06:20:43 UTC 2026`, as Java prints a date. */
function javaDate(timeMs: number): string {
  const [weekday, day, month, year, time] = new Date(timeMs).toUTCString().split(/,? /);
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}

const listed = (names: readonly string[]) => `[${names.join(", ")}]`;

/** DESCRIBE FORMATTED: columns, then everything the catalog knows, in Hive's layout. */
export function describeFormatted(table: CatalogTable): Description {
  const fact = (name: string, value: string) => `${name.padEnd(20)}\t${value.padEnd(20)}\t `;
  const entry = ([name, value]: [string, string]) => `\t${padded(name, value)}`;
  const block = (columns: CatalogColumn[]) => [
    columnHeading,
    EMPTY_LINE,
    ...columns.map((column) => columnLine(table, column)),
    EMPTY_LINE,
  ];
  const { parameters, clusteredBy } = table;
  return hiveColumns([
    ...block(table.columns),
    ...(table.partitionKeys.length === 0
      ? []
      : [heading("Partition Information"), ...block(table.partitionKeys)]),
    heading("Detailed Table Information"),
    fact("Database:", table.database),
    fact("Owner:", "hadoop"),
    fact("CreateTime:", javaDate(table.createTime)),
    fact("LastAccessTime:", "UNKNOWN"),
    fact("Protect Mode:", "None"),
    fact("Retention:", "0"),
    fact("Location:", parameters.location ?? ""),
    fact("Table Type:", table.tableType),
    "Table Parameters:\t \t ",
    ...tableProperties(table).map(entry),
    EMPTY_LINE,
    heading("Storage Information"),
    fact("SerDe Library:", parameters["serde.serialization.lib"] ?? ""),
    fact("InputFormat:", parameters.inputformat ?? ""),
    fact("OutputFormat:", parameters.outputformat ?? ""),
    fact("Compressed:", "No"),
    fact("Num Buckets:", String(clusteredBy?.buckets ?? -1)),
    fact("Bucket Columns:", listed(clusteredBy?.columns ?? [])),
    fact("Sort Columns:", listed(clusteredBy?.sortedBy ?? [])),
    "Storage Desc Params:\t \t ",
    ...serdeProperties(table).map(entry),
  ]);
}

/** DESCRIBE EXTENDED: columns, then everything the catalog knows in one line. */
export function describeExtended(table: CatalogTable): Description {
  const { parameters, clusteredBy } = table;
  const schema = ({ name, type, comment }: CatalogColumn) =>
    `FieldSchema(name:${name}, type:${type}, comment:${comment ?? "null"})`;
  const map = (entries: [string, string][]) =>
    `{${entries.map(([name, value]) => `${name}=${value}`).join(", ")}}`;
  const storage = [
    `cols:${listed([...table.columns, ...table.partitionKeys].map(schema))}`,
    `location:${parameters.location ?? ""}`,
    `inputFormat:${parameters.inputformat ?? ""}`,
    `outputFormat:${parameters.outputformat ?? ""}`,
    "compressed:false",
    `numBuckets:${clusteredBy?.buckets ?? -1}`,
    `serdeInfo:SerDeInfo(name:null, serializationLib:${parameters["serde.serialization.lib"] ?? ""}, parameters:${map(serdeProperties(table))})`,
    `bucketCols:${listed(clusteredBy?.columns ?? [])}`,
    `sortCols:${listed(clusteredBy?.sortedBy ?? [])}`,
  ];
  const detail = [
    `tableName:${table.name}`,
    `dbName:${table.database}`,
    "owner:hadoop",
    `createTime:${Math.floor(table.createTime / 1000)}`,
    "lastAccessTime:0",
    "retention:0",
    `sd:StorageDescriptor(${storage.join(", ")})`,
    `partitionKeys:${listed(table.partitionKeys.map(schema))}`,
    `parameters:${map(tableProperties(table))}`,
    "viewOriginalText:null",
    "viewExpandedText:null",
    `tableType:${table.tableType}`,
  ];
  const line = (column: CatalogColumn) => columnLine(table, column);
  return hiveColumns([
    ...[...table.columns, ...table.partitionKeys].map(line),
    EMPTY_LINE,
    `Detailed Table Information\tTable(${detail.join(", ")})\t`,
  ]);
}
