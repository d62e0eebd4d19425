import { NULL_PARTITION, partitionName } from "../catalog/partition";
import type { CatalogColumn } from "../engine";
import { engineError } from "../errors";
import type { StatementRun } from "../statements/statement";
import { quoteName, quoteText } from "../translate/tree";
import type { Tree } from "../trino-parser";
import type { AthenaType } from "../types/types";
import { type DataFormat, extensionOf } from "./data-format";
import { fileNames } from "./file-names";
import { type Buckets, bucketNumber } from "./hive-bucket";
import type { NewObject } from "./object-writes";
import { castList, fileColumn, type OutputColumn } from "./query-output";
import { stageRows } from "./stage-rows";
import type { TargetLocation } from "./target-location";
import { invalidProperty } from "./write-error";
import type { Writing } from "./write-query";

export type HiveRows = {
  run: StatementRun;
  writing: Writing;
  tree: Tree;
  /** DuckDB's relation that the columns' values are taken from. */
  relation: string;
  /** Of the table, the partition keys last. */
  columns: readonly (OutputColumn & { from?: AthenaType })[];
  partitionKeys: readonly CatalogColumn[];
  buckets?: Buckets | undefined;
  format: DataFormat;
  /** Where the rows of a partition go, or all rows when there are no keys. */
  locationOf: (partition: readonly string[]) => TargetLocation;
};

export type WrittenRows = {
  rowCount: number;
  objects: NewObject[];
  /** Values of the partitions that the rows are in. */
  partitions: string[][];
};

/** Where a partition lies that the catalog does not know yet. */
export function partitionLocation(
  table: TargetLocation,
  keys: readonly CatalogColumn[],
  values: readonly string[],
): TargetLocation {
  if (keys.length === 0) return table;
  const prefix = `${table.prefix}${partitionName(keys, values)}/`;
  return { bucket: table.bucket, prefix, uri: `s3://${table.bucket}/${prefix}` };
}

/**
 * How many columns are partition keys: they must be the last ones, in their order.
 * @throws SqlError INVALID_TABLE_PROPERTY, HIVE_COLUMN_ORDER_MISMATCH
 */
export function partitionColumnCount(names: readonly string[], keys: readonly string[]): number {
  const missing = keys.filter((key) => !names.includes(key));
  if (missing.length > 0)
    throw invalidProperty(`Partition columns [${missing.join(", ")}] not present in schema`);
  if (keys.length >= names.length) throw invalidProperty("Table contains only partition columns");
  if (names.slice(names.length - keys.length).join("\n") !== keys.join("\n"))
    throw engineError(
      "HIVE_COLUMN_ORDER_MISMATCH",
      `Partition keys must be the last columns in the table and in the same order as the table properties: [${keys.join(", ")}]`,
    );
  return keys.length;
}

/**
 * Runs the query and stages its rows as Hive lays tables out: a folder a partition, whose values are not in the files.
 * @throws SqlError for the query's failure, HIVE_TOO_MANY_OPEN_PARTITIONS; AbortError when aborted
 */
export async function stageHiveRows(rows: HiveRows): Promise<WrittenRows> {
  const { run, writing, columns, partitionKeys, format } = rows;
  const stored = columns.slice(0, columns.length - partitionKeys.length);
  const nullText = quoteText(NULL_PARTITION);
  const { buckets } = rows;
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const staged = await stageRows({
    environment: run.environment,
    signal: run.signal,
    connection: writing.connection,
    readQuery: writing.readQuery,
    folder: writing.folder,
    query: `SELECT ${castList(columns)} FROM ${rows.relation}`,
    columns: stored.map(fileColumn),
    partitionTexts: [
      ...partitionKeys.map(
        ({ name }) => `coalesce(nullif(CAST(${quoteName(name)} AS VARCHAR), ''), ${nullText})`,
      ),
      ...(buckets === undefined ? [] : [`CAST(${bucketNumber(buckets, types)} AS VARCHAR)`]),
    ],
    format,
    kind: "HIVE",
    tree: rows.tree,
  });
  const nextName = fileNames();
  const extension = extensionOf(format);
  const objects: NewObject[] = [];
  const partitions = new Map<string, string[]>();
  let rowCount = 0;
  for (const { path, partition, rowCount: count } of staged) {
    const values = partitionKeys.map((_, index) => partition[index] ?? NULL_PARTITION);
    const { bucket, prefix } = rows.locationOf(values);
    // Readers of buckets, Hive's and Trino's, know a file's bucket by the number at the start of its name.
    const number = buckets === undefined ? "" : `${partition.at(-1)?.padStart(6, "0")}_0_`;
    objects.push({ path, bucket, key: `${prefix}${number}${nextName()}${extension}` });
    if (partitionKeys.length > 0) partitions.set(JSON.stringify(values), values);
    rowCount += count;
  }
  return { rowCount, objects, partitions: [...partitions.values()] };
}
