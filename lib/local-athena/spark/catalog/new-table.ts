import type { CatalogColumn, CatalogTable } from "../../sql/engine";
import { columnType } from "../../sql/tables/column-type";
import {
  hiveJson,
  lazySimple,
  openCsv,
  parquet,
  storageFormats,
} from "../../sql/tables/storage-formats";
import { SparkError } from "../bridge";
import { s3Path } from "../io/s3-path";
import type { StructField } from "../plan/plan";
import { simpleString } from "../plan/type-text";
import { managedParameters, optionParameters } from "./catalog-table";
import { schemaParameters } from "./column-types";
import type { SessionCatalog } from "./session-catalog";
import type { TableIdentifier } from "./table-identifier";

export type TableToMake = {
  identifier: TableIdentifier;
  fields: readonly StructField[];
  partitionBy: readonly string[];
  format: string;
  options: Readonly<Record<string, string>>;
  /** `s3://…` of the user's; without it the table lies in its database's place and is Spark's own. */
  location: string | undefined;
  comment?: string | undefined;
  properties?: Readonly<Record<string, string>>;
};

/** A column as the catalog keeps it. Errors: AnalysisException for a type that the catalog has not. */
function catalogColumn({ name, type, metadata }: StructField): CatalogColumn {
  const text = simpleString(type);
  try {
    columnType(text);
  } catch {
    throw new SparkError(
      "AnalysisException",
      `Cannot save the column ${name}: the catalog has no type ${text}`,
    );
  }
  const comment = typeof metadata?.comment === "string" ? { comment: metadata.comment } : {};
  return { name: name.toLowerCase(), type: text, ...comment };
}

/** Glue's parameters for files that a format's writer makes: the SerDe that reads them in Athena SQL too. */
function formatParameters(
  format: string,
  options: Readonly<Record<string, string>>,
): Record<string, string> {
  const stored = storageFormats[format === "parquet" ? "parquet" : "textfile"];
  const shared = { inputformat: stored?.input ?? "", outputformat: stored?.output ?? "" };
  const serde = "serde.serialization.lib";
  if (format === "parquet") {
    const compression = (options.compression ?? "snappy").toUpperCase();
    return { ...shared, [serde]: parquet, "parquet.compression": compression };
  }
  if (format === "json") {
    const compression = (options.compression ?? "none").toUpperCase();
    return { ...shared, [serde]: hiveJson, "write.compression": compression };
  }
  if (format === "csv")
    return {
      ...shared,
      [serde]: openCsv,
      "serde.param.separatorChar": options.sep ?? options.delimiter ?? ",",
      "serde.param.quoteChar": options.quote ?? '"',
      "serde.param.escapeChar": options.escape ?? "\\",
      ...(options.header?.toLowerCase() === "true" && { "skip.header.line.count": "1" }),
    };
  if (format === "text")
    return { ...shared, [serde]: lazySimple, "serde.param.field.delim": "\x01" };
  throw new SparkError(
    "AnalysisException",
    `A table in the format ${format} is not supported by local-athena's Spark: parquet, json, csv and text are`,
  );
}

/**
 * A table of Spark's for the catalog, its partition keys last.
 * @throws SparkError AnalysisException for names, types and formats that cannot be
 */
export function newTable(session: SessionCatalog, made: TableToMake): CatalogTable {
  const { identifier, fields, options } = made;
  const wanted = made.partitionBy.map((name) => name.toLowerCase());
  const columns = fields.map(catalogColumn);
  const names = columns.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new SparkError(
      "AnalysisException",
      `Found duplicate column(s) in the table definition of \`${identifier.database}\`.\`${identifier.name}\`: \`${repeated}\``,
    );
  const missing = wanted.find((name) => !names.includes(name));
  if (missing !== undefined)
    throw new SparkError(
      "AnalysisException",
      `partition column ${missing} is not defined in table \`${identifier.database}\`.\`${identifier.name}\`, defined table columns are: ${names.join(", ")}`,
    );
  if (wanted.length > 0 && wanted.length === names.length)
    throw new SparkError("AnalysisException", "Cannot use all columns for partition columns");
  const location = made.location ?? session.placeOf(identifier);
  const { bucket, key } = s3Path(location);
  return {
    ...identifier,
    tableType: "EXTERNAL_TABLE",
    createTime: Date.now(),
    columns: columns.filter(({ name }) => !wanted.includes(name)),
    partitionKeys: wanted.flatMap((name) => columns.find((column) => column.name === name) ?? []),
    parameters: {
      ...made.properties,
      ...formatParameters(made.format, options),
      ...schemaParameters(fields),
      ...(made.location === undefined ? managedParameters : { EXTERNAL: "TRUE" }),
      ...(made.comment !== undefined && { comment: made.comment }),
      ...optionParameters(options),
      "spark.sql.sources.provider": made.format,
      location: `s3://${bucket}/${key.replace(/\/*$/, "")}/`,
    },
  };
}
