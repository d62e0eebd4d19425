import type { DuckDBConnection } from "@duckdb/node-api";
import type { CatalogTable } from "../engine";
import type { QueryEnvironment } from "../run-query";
import { columnType } from "../tables/column-type";
import type { Tree } from "../trino-parser";
import { compressionOf } from "../writes/data-format";
import { fileNames } from "../writes/file-names";
import type { NewObject } from "../writes/object-writes";
import { stageRows } from "../writes/stage-rows";
import { targetLocation } from "../writes/target-location";
import type { Writing } from "../writes/write-query";
import type { IcebergTable, NewDataFile } from "./iceberg-tables";
import { partitionFolder, partitionText } from "./partition-spec";

export type IcebergRows = {
  environment: QueryEnvironment;
  connection: DuckDBConnection;
  readQuery: Writing["readQuery"];
  signal: AbortSignal;
  folder: string;
  table: CatalogTable;
  iceberg: Pick<IcebergTable, "fieldIds" | "partitionSpec">;
  /** DuckDB's `SELECT` of the table's columns under their names and of their types. */
  query: string;
  tree: Tree | undefined;
};

/**
 * Runs the query and stages its rows as data files of the table.
 * @throws SqlError for the query's failure, ICEBERG_TOO_MANY_OPEN_PARTITIONS; AbortError when aborted
 */
export async function stageIcebergRows(
  rows: IcebergRows,
): Promise<{ objects: NewObject[]; files: NewDataFile[]; rowCount: number }> {
  const { table, iceberg, query, tree, ...session } = rows;
  const staged = await stageRows({
    ...session,
    query,
    tree,
    columns: table.columns.map(({ name, type }) => {
      const fieldId = iceberg.fieldIds[name] ?? 0;
      return { name, type: columnType(type).athena, fieldId };
    }),
    partitionTexts: iceberg.partitionSpec.map((field) => partitionText(field, table.columns)),
    format: {
      kind: "parquet",
      compression: compressionOf("parquet", table.parameters.write_compression ?? "ZSTD"),
    },
    kind: "ICEBERG",
  });
  const { bucket, prefix } = targetLocation(table.parameters.location ?? "");
  const nextName = fileNames();
  const objects: NewObject[] = [];
  const files: NewDataFile[] = [];
  let rowCount = 0;
  for (const { path, partition, sizeBytes, rowCount: count } of staged) {
    const key = `${prefix}data/${partitionFolder(iceberg.partitionSpec, partition)}${nextName()}.parquet`;
    objects.push({ path, bucket, key });
    files.push({ bucket, key, sizeBytes, partition, rowCount: count });
    rowCount += count;
  }
  return { objects, files, rowCount };
}
