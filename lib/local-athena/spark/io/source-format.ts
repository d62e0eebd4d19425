import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { StructType } from "../plan/plan";
import type { FoundFile } from "./find-files";
import type { FileOptions } from "./read-options";

export type Reading = {
  connection: DuckDBConnection;
  /** Runs a statement that may take long. */
  query(sql: string): Promise<DuckDBValue[][]>;
  files: readonly FoundFile[];
  options: FileOptions;
};

/** How one format of `spark.read` is read. */
export type SourceFormat = {
  /** The schema of files that come without one. Errors: SparkError. */
  infer(reading: Reading): Promise<StructType>;
  /**
   * A DuckDB query over the files: the schema's columns in their order and types, then `filename`, their path.
   * @throws SparkError
   */
  rows(reading: Reading, schema: StructType): Promise<string>;
};
