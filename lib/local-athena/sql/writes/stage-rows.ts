import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { QueryEnvironment } from "../run-query";
import { quoteName, quoteText } from "../translate/tree";
import type { Tree } from "../trino-parser";
import { copyParts, type DataFormat, type FileColumn } from "./data-format";
import { tooManyPartitions } from "./write-error";
import { runToEnd, type Writing } from "./write-query";

/** A finished data file outside the store. `partition` has the texts of the partitions' values. */
export type StagedFile = {
  path: string;
  rowCount: number;
  sizeBytes: number;
  partition: (string | null)[];
};

const PARTITIONS_MAX = 100;

/** Above this many partitions it takes longer to look for the rows of each than to sort them. */
const UNSORTED_PARTITIONS_MAX = 16;

export type RowsToStage = {
  environment: QueryEnvironment;
  connection: DuckDBConnection;
  /** Runs the statement that reads `query`. */
  readQuery: Writing["readQuery"];
  signal: AbortSignal;
  /** An empty folder that DuckDB may write to. */
  folder: string;
  /** DuckDB's `SELECT`: every column of the files under its name, and those that only partitions need. */
  query: string;
  columns: readonly FileColumn[];
  /** Texts over the query's columns: rows that share them share files. */
  partitionTexts: readonly string[];
  format: DataFormat;
  kind: "HIVE" | "ICEBERG";
  /** The user's statement, for positions in errors. */
  tree: Tree | undefined;
};

async function copyTo(
  rows: RowsToStage,
  name: string,
  from: string,
  run = rows.readQuery,
): Promise<StagedFile> {
  const { select, options } = copyParts(rows.format, rows.columns);
  const path = join(rows.folder, name);
  const copied = await run(
    `COPY (SELECT ${select} FROM ${from}) TO ${quoteText(path)} (${options})`,
    rows.tree,
  );
  const { size } = await stat(path);
  return { path, rowCount: Number(copied[0]?.[0] ?? 0), sizeBytes: size, partition: [] };
}

/**
 * Writes a query's rows to files, one for each partition; no file without rows.
 * @throws SqlError for the query's failure, and HIVE_ or ICEBERG_TOO_MANY_OPEN_PARTITIONS; AbortError when aborted
 */
export async function stageRows(rows: RowsToStage): Promise<StagedFile[]> {
  const { partitionTexts } = rows;
  if (partitionTexts.length === 0) {
    const file = await copyTo(rows, "data", `(${rows.query})`);
    return file.rowCount === 0 ? [] : [file];
  }
  const run = (sql: string) => runToEnd(rows, sql);
  const names = partitionTexts.map((_, index) => quoteName(`$partition${index}`));
  const texts = partitionTexts.map((text, index) => `${text} AS ${names[index]}`).join(", ");
  const list = names.join(", ");
  await rows.readQuery(
    `CREATE OR REPLACE TEMP TABLE athena_staged AS SELECT *, ${texts} FROM (${rows.query})`,
    rows.tree,
  );
  const partitions = await run(
    `SELECT DISTINCT ${list} FROM athena_staged ORDER BY ${list} LIMIT ${PARTITIONS_MAX + 1}`,
  );
  if (partitions.length > PARTITIONS_MAX) throw tooManyPartitions(rows.kind);
  if (partitions.length > UNSORTED_PARTITIONS_MAX) {
    await run(
      `CREATE TEMP TABLE athena_sorted AS SELECT * FROM athena_staged ORDER BY ${list}, rowid`,
    );
    await run("DROP TABLE athena_staged");
    await run("ALTER TABLE athena_sorted RENAME TO athena_staged");
  }
  const files: StagedFile[] = [];
  for (const [index, values] of partitions.entries()) {
    const partition = values.map((value) => (value === null ? null : String(value)));
    const tests = partition.map((value, at) =>
      value === null ? `${names[at]} IS NULL` : `${names[at]} = ${quoteText(value)}`,
    );
    const from = `athena_staged WHERE ${tests.join(" AND ")}`;
    files.push({ ...(await copyTo(rows, `data${index}`, from, run)), partition });
  }
  await run("DROP TABLE athena_staged");
  return files;
}
