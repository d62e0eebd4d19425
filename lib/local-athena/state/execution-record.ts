import type { Column, StatementType } from "../sql/engine";

export type ExecutionState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";
export type TerminalState = Exclude<ExecutionState, "QUEUED" | "RUNNING">;

export type ExecutionError = {
  category: number;
  type: number;
  retryable: boolean;
  message: string;
};

/** Milliseconds of wall time; planning is part of engine. */
export type ExecutionTimes = {
  queueMs: number;
  preProcessingMs: number;
  planningMs: number;
  engineMs: number;
  serviceProcessingMs: number;
  totalMs: number;
};

/** ResultConfiguration as the execution shows it: `OutputLocation` is the object, not the prefix. */
export type ResultConfiguration = {
  OutputLocation?: string;
  EncryptionConfiguration?: { EncryptionOption: "SSE_S3" | "SSE_KMS" | "CSE_KMS"; KmsKey?: string };
  ExpectedBucketOwner?: string;
  AclConfiguration?: { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" };
};

/** Managed query results: the service keeps them, for a day. */
export type ManagedResults = { kmsKey: string | undefined };

/** What is fixed when the execution is created. */
export type NewExecution = {
  id: string;
  workGroup: string;
  query: string;
  statementType: StatementType;
  substatementType: string;
  resultFormat: "csv" | "txt";
  catalog: string | undefined;
  database: string | undefined;
  parameters: string[] | undefined;
  resultConfiguration: ResultConfiguration;
  /** Absent where results are written to `resultConfiguration.OutputLocation`. */
  managedResults?: ManagedResults | undefined;
  reuse: { enabled: boolean; maxAgeMinutes: number | undefined };
  selectedEngineVersion: string;
  /** Epoch milliseconds. */
  submittedAt: number;
  preProcessingMs: number;
};

/** How it ended; all of it is written at once, together with the state. */
export type Completion = {
  state: TerminalState;
  completedAt: number;
  reason: string | undefined;
  error: ExecutionError | undefined;
  times: ExecutionTimes;
  dataScannedBytes: number;
  /** Absent where Athena omits it (DDL, EXPLAIN). */
  updateCount: number | undefined;
  columns: Column[];
  /** A result object exists and can be paged. */
  hasResult: boolean;
  /** S3 URI of the list of files that a write made. */
  manifestLocation?: string | undefined;
  /** That it ran on; only for a capacity reservation. */
  dpuCount?: number | undefined;
  /** Of the earlier execution whose result this one shows; it was not run again. */
  reusedOutputLocation?: string | undefined;
};

export type ExecutionRecord = NewExecution & {
  state: ExecutionState;
  /** Epoch milliseconds at which it left the queue. */
  startedAt: number | undefined;
  completion: Completion | undefined;
};
