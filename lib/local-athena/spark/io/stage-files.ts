import { randomUUID } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBValue } from "@duckdb/node-api";
import { NULL_PARTITION, partitionName } from "../../sql/catalog/partition";
import { quoteName, quoteText } from "../../sql/translate/tree";
import type { NewObject } from "../../sql/writes/object-writes";
import type { TargetLocation } from "../../sql/writes/target-location";
import { castSql } from "../plan/compile-casts";
import type { StructField } from "../plan/plan";
import type { FileWriter } from "./file-writer";

export type RowsToStage = {
  /** Runs a statement on the one connection of the write, and tells its rows. */
  run(sql: string): Promise<DuckDBValue[][]>;
  /** An empty folder that DuckDB may write to. */
  folder: string;
  /** A DuckDB query whose columns are these fields, in their order. */
  sql: string;
  fields: readonly StructField[];
  /** Names of the fields that folders hold, and not the files. */
  partitionBy: readonly string[];
  writer: FileWriter;
  /** Where the rows of a partition go, or all rows when there are no keys. */
  locationOf: (values: readonly string[]) => TargetLocation;
};

export type StagedRows = { objects: NewObject[]; partitions: string[][] };

const fileName = (job: string, index: number, separator: string, extension: string) =>
  `part-${String(index).padStart(5, "0")}-${job}${separator}c000${extension}`;

/** A partition's value as its folder has it. */
const folderText = ({ name, type }: StructField) =>
  `coalesce(nullif(${castSql(quoteName(name), type, "string")}, ''), ${quoteText(NULL_PARTITION)})`;

/** The rows, as a relation whose columns have the fields' names. */
function named(sql: string, fields: readonly StructField[]): string {
  const names = fields.map(({ name }) => quoteName(name)).join(", ");
  return `(SELECT * FROM (${sql}) AS spark_rows(${names}))`;
}

async function stageWhole(rows: RowsToStage, job: string): Promise<StagedRows> {
  const path = join(rows.folder, "data");
  const { select, options, extension } = rows.writer;
  await rows.run(
    `COPY (SELECT ${select} FROM ${named(rows.sql, rows.fields)}) TO ${quoteText(path)} (${options})`,
  );
  const { bucket, prefix } = rows.locationOf([]);
  return {
    objects: [{ path, bucket, key: `${prefix}${fileName(job, 0, "-", extension)}` }],
    partitions: [],
  };
}

async function stagePartitions(rows: RowsToStage, job: string): Promise<StagedRows> {
  const { run, folder, fields, writer } = rows;
  const keys = rows.partitionBy.flatMap(
    (key) => fields.find(({ name }) => name.toLowerCase() === key.toLowerCase()) ?? [],
  );
  const texts = keys.map((key, index) => `${folderText(key)} AS spark_key${index}`);
  const names = keys.map((_, index) => `spark_key${index}`);
  const list = names.join(", ");
  await run(
    `CREATE OR REPLACE TEMP TABLE spark_staged AS SELECT *, ${texts.join(", ")} FROM ${named(rows.sql, fields)}`,
  );
  await run(
    `CREATE OR REPLACE TEMP TABLE spark_partitions AS SELECT row_number() OVER (ORDER BY ${list}) AS spark_number, ${list} FROM (SELECT DISTINCT ${list} FROM spark_staged)`,
  );
  const found = await run(`SELECT ${list} FROM spark_partitions ORDER BY spark_number`);
  const partitions = found.map((values) => values.map(String));
  const objects: NewObject[] = [];
  if (partitions.length > 0) {
    const target = join(folder, "partitions");
    const same = names
      .map((name) => `spark_staged.${name} = spark_partitions.${name}`)
      .join(" AND ");
    await run(
      `COPY (SELECT ${writer.select}, spark_number FROM spark_staged JOIN spark_partitions ON ${same}) TO ${quoteText(target)} (${writer.options}, PARTITION_BY (spark_number))`,
    );
    for (const [index, values] of partitions.entries()) {
      const from = join(target, `spark_number=${index + 1}`);
      const { bucket, prefix } = rows.locationOf(values);
      for (const [part, name] of (await readdir(from)).sort().entries()) {
        const key = `${prefix}${fileName(job, part, ".", writer.extension)}`;
        objects.push({ path: join(from, name), bucket, key });
      }
    }
  }
  await run("DROP TABLE spark_partitions");
  await run("DROP TABLE spark_staged");
  return { objects, partitions };
}

/**
 * Runs a query and stages its rows as Spark lays files out: one file, or a folder a partition, whose values are not
 * in the files. What DuckDB throws is thrown on.
 */
export function stageFiles(rows: RowsToStage): Promise<StagedRows> {
  const job = randomUUID();
  return rows.partitionBy.length === 0 ? stageWhole(rows, job) : stagePartitions(rows, job);
}

/** The folder of a partition below a location. */
export function partitionFolder(
  location: TargetLocation,
  keys: readonly string[],
  values: readonly string[],
): TargetLocation {
  if (keys.length === 0) return location;
  const named = keys.map((name) => ({ name }));
  const prefix = `${location.prefix}${partitionName(named, values)}/`;
  return { bucket: location.bucket, prefix, uri: `s3://${location.bucket}/${prefix}` };
}

/** The empty object that tells that a job is done. */
export async function successMarker(
  folder: string,
  { bucket, prefix }: TargetLocation,
): Promise<NewObject> {
  const path = join(folder, "success");
  await writeFile(path, "");
  return { path, bucket, key: `${prefix}_SUCCESS` };
}
