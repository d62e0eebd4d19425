/**
 * The seam between the Athena service (operations, states, files) and the SQL engine.
 * The service owns executions and result objects; the engine owns statements, the catalog and DuckDB.
 */

import type { QueryProfile } from "./profile/profile";

export type StatementType = "DML" | "DDL" | "UTILITY";

/** ColumnInfo of GetQueryResults; CatalogName, SchemaName and TableName are constant on Athena. */
export type Column = {
  name: string;
  /** Athena's lower-case type name: `varchar`, `bigint`, `row`, `timestamp with time zone`. */
  type: string;
  precision: number;
  scale: number;
  caseSensitive: boolean;
};

/** A row as Athena prints it: one text per column, null for SQL NULL. */
export type TextRow = (string | null)[];

export type Statement = {
  /** As the client sent it. */
  readonly sql: string;
  readonly statementType: StatementType;
  readonly substatementType: string;
  /** `csv`: header row and quoted fields; `txt`: bare lines; see reference 5.1. */
  readonly resultFormat: "csv" | "txt";
};

export type RunContext = {
  /** Query id, for messages and temporary names. */
  executionId: string;
  catalog: string | undefined;
  database: string | undefined;
  parameters: string[] | undefined;
  /** Where prepared statements live. */
  workGroup: string;
  /** The execution's own OutputLocation, empty with managed query results; CTAS puts its files below it unless the statement names a place. */
  outputLocation: string;
  /** The workgroup enforces its configuration: the statement may not name a place. */
  enforcesLocation: boolean;
  /** BytesScannedCutoffPerQuery: a statement that reads more ends with ScanLimitExceeded. */
  scanLimitBytes?: number | undefined;
  /** Told what has been read so far, some times a second. */
  onScanned?: ((scannedBytes: number) => void) | undefined;
};

export type RunOutcome = {
  dataScannedBytes: number;
  planningMs: number;
  engineMs: number;
  /** Rows written; absent where Athena omits UpdateCount (DDL, EXPLAIN). 0 for SELECT and SHOW. */
  updateCount: number | undefined;
  /** What the `.metadata` file calls the update: `INSERT`, `CREATE TABLE`. */
  updateType?: string | undefined;
  /** S3 URIs of the data files that a write made; absent where Athena writes no manifest. */
  manifest?: string[] | undefined;
  /** How the statement was computed; absent for what the engine does without a plan. */
  profile?: QueryProfile | undefined;
};

/** Receives a result as a stream; `write` waits while the file system is behind. */
export interface ResultSink {
  columns(columns: Column[]): Promise<void>;
  write(rows: TextRow[]): Promise<void>;
}

export type CatalogDatabase = {
  name: string;
  description?: string;
  parameters: Record<string, string>;
};
export type CatalogColumn = { name: string; type: string; comment?: string };
export type CatalogTable = {
  database: string;
  name: string;
  tableType: "EXTERNAL_TABLE" | "VIRTUAL_VIEW";
  createTime: number;
  columns: CatalogColumn[];
  partitionKeys: CatalogColumn[];
  /** CLUSTERED BY … [SORTED BY …] INTO n BUCKETS. */
  clusteredBy?: { columns: string[]; sortedBy: string[]; buckets: number };
  /** Glue's parameters: `location`, `inputformat`, `outputformat`, `serde.serialization.lib`, `serde.param.*`. */
  parameters: Record<string, string>;
};

export interface Catalog {
  listDatabases(): CatalogDatabase[];
  getDatabase(name: string): CatalogDatabase | undefined;
  /** Tables and views of a database in name order. */
  listTables(database: string): CatalogTable[];
  getTable(database: string, name: string): CatalogTable | undefined;
  putDatabase(database: CatalogDatabase): void;
  putTable(table: CatalogTable): void;
}

/** Registered data catalogs, by the names that statements give them (in any case). */
export interface CatalogNames {
  /** `own` for the catalog of this engine; undefined for none; otherwise why it cannot be used here. */
  lookUp(name: string): "own" | { unreachable: string } | undefined;
}

/** Prepared statements, as PREPARE, EXECUTE and DEALLOCATE share them with the API. */
export interface PreparedStatementStore {
  /** As SQL names it: in any case. */
  find(workGroup: string, name: string): { name: string; queryStatement: string } | undefined;
  /** Stores a statement, in the place of one of that name; false when the workgroup can have no more. */
  prepare(statement: {
    workGroup: string;
    name: string;
    queryStatement: string;
    /** Epoch milliseconds. */
    modifiedAt: number;
  }): boolean;
  /** False when there is no such statement. */
  delete(workGroup: string, name: string): boolean;
}

export interface SqlEngine {
  readonly catalog: Catalog;
  /**
   * Classifies and checks a statement, as StartQueryExecution does before it creates an execution.
   * @throws SqlError with errorCode MALFORMED_QUERY
   */
  parse(sql: string): Statement;
  /**
   * What Athena looks up before it creates an execution: whether the table of a DESCRIBE or SHOW COLUMNS exists,
   * and whether it is a view; the catalog of a CREATE TABLE; what an EXECUTE stands for.
   * @returns the statement, with SubstatementType DESC_VIEW for a view and the inner statement's types for EXECUTE
   * @throws CatalogNotFound; SqlError when the table does not exist
   */
  resolve(
    statement: Statement,
    context: Pick<RunContext, "catalog" | "database" | "workGroup">,
  ): Statement;
  /**
   * Runs a statement to its end, streaming rows into the sink. Aborting the signal interrupts DuckDB at once.
   * @throws SqlError for every failure of the statement itself; AbortError when aborted
   */
  run(
    statement: Statement,
    context: RunContext,
    sink: ResultSink,
    signal: AbortSignal,
  ): Promise<RunOutcome>;
  close(): Promise<void>;
}

/** A statement's failure in Athena's words: `reason` is StateChangeReason, the rest is AthenaError (reference 4.4). */
export class SqlError extends Error {
  constructor(
    readonly reason: string,
    readonly errorCategory: 1 | 2 | 3 = 2,
    readonly errorType = 1000,
    readonly errorMessage = reason,
    readonly retryable = false,
  ) {
    super(reason);
    this.name = "SqlError";
  }
}

/** A statement names a data catalog that is not registered. */
export class CatalogNotFound extends SqlError {
  constructor(
    position: string,
    readonly catalog: string,
  ) {
    super(`CATALOG_NOT_FOUND: ${position}: Catalog '${catalog}' does not exist`, 2, 1006);
    this.name = "CatalogNotFound";
  }
}

/** A statement read, or would have read, more than the workgroup lets it. */
export class ScanLimitExceeded extends Error {
  constructor(readonly scannedBytes: number) {
    super("Bytes scanned limit was exceeded");
    this.name = "ScanLimitExceeded";
  }
}
