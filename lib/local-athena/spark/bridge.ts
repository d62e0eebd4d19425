import type { PythonCall, Relation, SparkType, StructType, WireValue } from "./plan/plan";

/** A function of the session's Python, as `F.udf` or `spark.udf.register` made it. */
export type PythonFunction = Pick<PythonCall, "id" | "name" | "type" | "deterministic">;

/** Rows of arguments for a function of the session's Python; one result a row comes back, in its type. */
export type FunctionCall = { id: number; types: SparkType[]; rows: WireValue[][] };
/** @throws SparkError PythonException for what the function raised; AbortError */
export type CallFunction = (call: FunctionCall) => Promise<WireValue[]>;

/** What the `pyspark` package asks of the service, and what it gets. */
export type SparkRequests = {
  /** Checks a plan and tells its schema. */
  analyze: { request: { plan: Relation }; answer: { schema: StructType } };
  /** All rows (collect, toPandas-like uses, toLocalIterator). */
  collect: { request: { plan: Relation }; answer: { schema: StructType; rows: WireValue[][] } };
  /** Dataset.showString of Spark 3.2: `truncate` 0 for none. */
  show: {
    request: { plan: Relation; rows: number; truncate: number; vertical: boolean };
    answer: { text: string };
  };
  explain: {
    request: { plan: Relation; mode: "simple" | "extended" | "formatted" | "cost" | "codegen" };
    answer: { text: string };
  };
  /** A query answers `{rel:"sql"}` or better; a command (CREATE, INSERT, SHOW, USE, SET …) runs now and answers its rows. */
  sql: { request: { query: string }; answer: { plan: Relation; isCommand: boolean } };
  /** DataFrameWriter: to a path, or to a table with saveAsTable and insertInto. */
  write: {
    request: {
      plan: Relation;
      target: { path: string } | { table: string; insertInto: boolean };
      format?: string;
      mode: "error" | "append" | "overwrite" | "ignore";
      partitionBy: string[];
      options: Record<string, string>;
    };
    answer: Record<string, never>;
  };
  createView: {
    request: { plan: Relation; name: string; replace: boolean; global: boolean };
    answer: Record<string, never>;
  };
  dropView: { request: { name: string; global: boolean }; answer: { dropped: boolean } };
  catalog: {
    request:
      | { question: "currentDatabase" }
      | { question: "setCurrentDatabase"; database: string }
      | { question: "listDatabases" }
      | { question: "listTables"; database?: string }
      | { question: "listColumns"; table: string }
      | { question: "tableExists"; table: string }
      | { question: "databaseExists"; database: string };
    answer: { value: unknown };
  };
  /** `spark.udf.register`: SQL knows the function by its name from now on. */
  registerFunction: { request: PythonFunction; answer: Record<string, never> };
  getConf: { request: { key: string }; answer: { value: string | null } };
  setConf: { request: { key: string; value: string | null }; answer: Record<string, never> };
};
export type SparkRequestName = keyof SparkRequests;

/** A failure that Python raises: `errorClass` names a class of pyspark.sql.utils. */
export class SparkError extends Error {
  constructor(
    readonly errorClass:
      | "AnalysisException"
      | "ParseException"
      | "IllegalArgumentException"
      | "QueryExecutionException"
      | "PythonException"
      | "Py4JJavaError",
    message: string,
  ) {
    super(message);
    this.name = "SparkError";
  }
}

/** The SQL side of one Spark session: temp views, current database, settings. */
export interface SparkSqlSession {
  /**
   * Answers one request of the session's Python. Plans with functions of Python need `callFunction`.
   * @throws SparkError for what the user's code did wrong; AbortError when the signal is aborted
   */
  handle<Name extends SparkRequestName>(
    name: Name,
    request: SparkRequests[Name]["request"],
    signal: AbortSignal,
    callFunction?: CallFunction,
  ): Promise<SparkRequests[Name]["answer"]>;
}

export interface SparkEngine {
  /** `properties`: SparkProperties of the session's EngineConfiguration. */
  openSession(options: {
    sessionId: string;
    properties: Record<string, string>;
    /** Told the bytes that the session's statements read. */
    onScanned?: (bytes: number) => void;
  }): SparkSqlSession;
  close(): Promise<void>;
}
