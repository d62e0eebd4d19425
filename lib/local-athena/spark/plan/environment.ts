import type { DuckDBInstance } from "@duckdb/node-api";
import type { StartStream } from "../../sql/query-streams";
import type { FunctionCall, PythonFunction } from "../bridge";
import type { Expression, Relation, StructType, WireValue } from "./plan";

/** What a name or files mean. The schema stays as it was found first; the data are opened anew for each run. */
export type TableSource = {
  schema: StructType;
  /** Names that may stand before its columns: `["default", "flights"]`, or `["v"]`; empty for files. */
  qualifier: string[];
  /** For explain: `parquet s3://bucket/key`, `default.flights`. */
  description: string;
  /**
   * DuckDB SQL of a query (without brackets) whose columns have the schema's names, order and types (duck-types.ts).
   * @throws SparkError; AbortError
   */
  open(signal: AbortSignal): Promise<{ sql: string }>;
};

/** A temp view: its plan is analyzed under its name. */
export type ViewSource = { plan: Relation; qualifier: string[] };

export type FilesToRead = Extract<Relation, { rel: "read" }>;

/** What the analyzer asks of the rest of the session. */
export interface PlanEnvironment {
  readonly duckDb: DuckDBInstance;
  /** How statements are started that may take long: threads of the process are shared with all others. */
  readonly startStream: StartStream;
  /**
   * @throws SparkError AnalysisException `Table or view not found: x`; AbortError
   */
  resolveTable(name: string, signal: AbortSignal): Promise<TableSource | ViewSource>;
  /** @throws SparkError AnalysisException `Path does not exist: …`; AbortError */
  readFiles(read: FilesToRead, signal: AbortSignal): Promise<TableSource>;
  /** A query only. @throws SparkError ParseException */
  parseQuery(text: string): Relation;
  /** May have an alias. @throws SparkError ParseException */
  parseExpression(text: string): Expression;
  currentDatabase(): string;
  /** What `spark.udf.register` gave that name. */
  registeredFunction(name: string): PythonFunction | undefined;
  /** @throws SparkError PythonException for what the function raised; AbortError */
  callFunction(call: FunctionCall): Promise<WireValue[]>;
  /** A setting of the session, null when it has none and no default. */
  setting(key: string): string | null;
  /** For `current_timestamp` and its like: one instant a query, milliseconds since the epoch. */
  nowMs(): number;
}
