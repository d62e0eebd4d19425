import type { CatalogTable } from "../../../sql/engine";
import {
  hiveJson,
  lazySimple,
  openCsv,
  openxJson,
  parquet,
} from "../../../sql/tables/storage-formats";
import { isManaged, providerOf, tableOptions } from "../../catalog/catalog-table";
import { sparkFields } from "../../catalog/column-types";
import { sqlString } from "../../plan/type-text";

const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
const name = (text: string) => `\`${text.replaceAll("`", "``")}\``;

const providers: Readonly<Record<string, string>> = {
  [parquet]: "parquet",
  [hiveJson]: "json",
  [openxJson]: "json",
  [openCsv]: "csv",
  [lazySimple]: "hive",
};

/** What a table's files are: Spark's name of the format, or `iceberg`. */
export function formatOfTable(table: CatalogTable): string {
  if (table.parameters.table_type?.toUpperCase() === "ICEBERG") return "iceberg";
  const provider = providerOf(table);
  return provider ?? providers[table.parameters["serde.serialization.lib"] ?? ""] ?? "hive";
}

/** The statement that makes the table, as SHOW CREATE TABLE prints it. */
export function createTableText(table: CatalogTable): string {
  const columns = sparkFields(table).map((field) => {
    const { comment } = field.metadata ?? {};
    const told = typeof comment === "string" ? ` COMMENT ${quoted(comment)}` : "";
    return `  ${name(field.name)} ${sqlString(field.type)}${told}`;
  });
  const options = Object.entries(tableOptions(table)).map(
    ([option, value]) => `  ${quoted(option)} = ${quoted(value)}`,
  );
  const keys = table.partitionKeys.map((key) => name(key.name));
  return [
    `CREATE TABLE ${name(table.database)}.${name(table.name)} (\n${columns.join(",\n")})`,
    `USING ${formatOfTable(table)}`,
    ...(options.length > 0 ? [`OPTIONS (\n${options.join(",\n")})`] : []),
    ...(keys.length > 0 ? [`PARTITIONED BY (${keys.join(", ")})`] : []),
    ...(isManaged(table) ? [] : [`LOCATION ${quoted(table.parameters.location ?? "")}`]),
    ...(table.parameters.comment ? [`COMMENT ${quoted(table.parameters.comment)}`] : []),
    "",
  ].join("\n");
}
