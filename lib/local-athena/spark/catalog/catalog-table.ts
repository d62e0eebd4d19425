import type { DuckDBInstance } from "@duckdb/node-api";
import type { CatalogStore } from "../../sql/catalog/catalog-store";
import { onConnection } from "../../sql/duckdb";
import type { CatalogTable } from "../../sql/engine";
import { icebergRelation } from "../../sql/iceberg/iceberg-relation";
import { tableSource as hiveSource } from "../../sql/tables/table-source";
import { quoteName } from "../../sql/translate/tree";
import type { ObjectStore } from "../../storage/object-store";
import { SparkError } from "../bridge";
import { type FileReader, readFiles } from "../io/read-files";
import { duckType } from "../plan/duck-types";
import type { TableSource } from "../plan/environment";
import type { StructField } from "../plan/plan";
import { sparkFields } from "./column-types";
import { shownTable } from "./table-identifier";

export type TableReader = {
  store: ObjectStore;
  catalog: CatalogStore;
  instance: DuckDBInstance;
  files: FileReader;
};

/** Tables that Spark made, which only its own reader reads as they were written. */
export const providerOf = (table: CatalogTable) => table.parameters["spark.sql.sources.provider"];

const OPTION = "spark.option.";

/** The options that a table of Spark was made with. */
export function tableOptions(table: CatalogTable): Record<string, string> {
  const options = Object.entries(table.parameters).filter(([name]) => name.startsWith(OPTION));
  return Object.fromEntries(options.map(([name, value]) => [name.slice(OPTION.length), value]));
}

/** Parameters of a table that keep a writer's options for its readers. */
export const optionParameters = (options: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [`${OPTION}${name}`, value]));

/** Rows of the catalog's types as those of Spark, in the order of its columns. */
function asSpark(source: string, fields: readonly StructField[]): string {
  const columns = fields.map(({ name, type }) => {
    const column = quoteName(name);
    // What a column holds as an instant or a text of a limited length, Spark holds as its one type for both.
    return `CAST(${column} AS ${duckType(type)}) AS ${column}`;
  });
  return `SELECT ${columns.join(", ")} FROM ${source} AS spark_table`;
}

async function rowsNow(
  { store, catalog, instance, files }: TableReader,
  table: CatalogTable,
  signal: AbortSignal,
) {
  return onConnection(instance, signal, async (connection) => {
    const asked = { withPath: false, withRowId: false, period: undefined };
    const iceberg = await icebergRelation({ store, catalog, connection }, table, asked);
    const partitions =
      table.partitionKeys.length === 0 ? [] : catalog.partitions.list(table.database, table.name);
    const found =
      iceberg?.source ??
      (await hiveSource({ store, connection, table, partitions, withPath: false }));
    files.onScanned(found.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
    return found.source;
  });
}

/**
 * A table of the catalog as a relation: the same that Athena SQL reads.
 * @throws SparkError AnalysisException for views of Athena SQL, whose language is not Spark's; AbortError
 */
export async function catalogTable(
  reader: TableReader,
  table: CatalogTable,
  signal: AbortSignal,
): Promise<TableSource> {
  const shown = shownTable(table);
  if (table.tableType === "VIRTUAL_VIEW")
    throw new SparkError(
      "AnalysisException",
      `${shown} is a view of Athena SQL, which Spark cannot read`,
    );
  const fields = sparkFields(table);
  const provider = providerOf(table);
  const named = { qualifier: [table.database, table.name], description: shown };
  if (provider === "csv" || provider === "text") {
    const source = await readFiles(
      reader.files,
      {
        rel: "read",
        format: provider,
        paths: [table.parameters.location ?? ""],
        schema: { type: "struct", fields },
        options: tableOptions(table),
      },
      signal,
      true,
    );
    return { ...source, ...named };
  }
  return {
    schema: { type: "struct", fields },
    ...named,
    open: async (openSignal) => ({
      sql: asSpark(await rowsNow(reader, table, openSignal), fields),
    }),
  };
}

const MANAGED = "spark.managed";

/** Whether Spark made the table without a place of the user's: dropping it deletes its objects. */
export const isManaged = (table: CatalogTable) => table.parameters[MANAGED] === "true";

export const managedParameters: Readonly<Record<string, string>> = { [MANAGED]: "true" };
