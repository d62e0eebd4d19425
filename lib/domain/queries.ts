import { factsOf, type Lifecycle } from "./lifecycle";

export const QUERY_STATES = ["QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED"] as const;
export type QueryState = (typeof QUERY_STATES)[number];
type QueryAction = "stop" | "runAgain" | "readResults";

/** Query execution states (reference 3.1). RUNNING may fall back to QUEUED when Athena retries. */
export const queryLifecycle: Lifecycle<QueryState, QueryAction> = {
  QUEUED: {
    label: "Queued",
    tone: "busy",
    inFlight: true,
    pollMs: 1_000,
    next: ["RUNNING", "CANCELLED", "FAILED"],
    actions: ["stop"],
  },
  RUNNING: {
    label: "Running",
    tone: "busy",
    inFlight: true,
    pollMs: 1_000,
    next: ["SUCCEEDED", "FAILED", "CANCELLED", "QUEUED"],
    actions: ["stop"],
  },
  SUCCEEDED: {
    label: "Succeeded",
    tone: "ok",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: ["runAgain", "readResults"],
  },
  FAILED: {
    label: "Failed",
    tone: "bad",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: ["runAgain"],
  },
  CANCELLED: {
    label: "Cancelled",
    tone: "neutral",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: ["runAgain"],
  },
};

export const queryStateFacts = (state: string) => factsOf(queryLifecycle, state);
export const isQueryInFlight = (state: string) => queryStateFacts(state).inFlight;
/** In flight, but nothing runs yet. */
export const isQueryWaiting = (state: string) => state === ("QUEUED" satisfies QueryState);

export type AthenaError = {
  category: number | undefined;
  type: number | undefined;
  retryable: boolean | undefined;
  message: string | undefined;
};

/** Milliseconds; planning is part of engine. Members are absent while running and on old executions. */
export type QueryStatistics = {
  queueMs: number | undefined;
  preProcessingMs: number | undefined;
  planningMs: number | undefined;
  engineMs: number | undefined;
  serviceProcessingMs: number | undefined;
  totalMs: number | undefined;
  dataScannedBytes: number | undefined;
  dataManifestLocation: string | undefined;
  reusedPreviousResult: boolean | undefined;
  dpuCount: number | undefined;
};

/** A query execution: every member of QueryExecution (reference 1.1). Times are epoch milliseconds. */
export type QueryExecution = {
  id: string;
  sql: string;
  statementType: string | undefined;
  substatementType: string | undefined;
  workgroup: string;
  catalog: string | undefined;
  database: string | undefined;
  state: string;
  stateChangeReason: string | undefined;
  submittedAt: number | undefined;
  completedAt: number | undefined;
  error: AthenaError | undefined;
  statistics: QueryStatistics;
  engineVersion: { selected: string | undefined; effective: string | undefined } | undefined;
  parameters: string[] | undefined;
  result: {
    outputLocation: string | undefined;
    encryption: { option: string | undefined; kmsKey: string | undefined } | undefined;
    expectedBucketOwner: string | undefined;
    acl: string | undefined;
  };
  managedResults: { enabled: boolean; kmsKey: string | undefined } | undefined;
  resultReuse: { enabled: boolean; maxAgeMinutes: number | undefined } | undefined;
  s3AccessGrants:
    | {
        enabled: boolean;
        createUserLevelPrefix: boolean | undefined;
        authenticationType: string | undefined;
      }
    | undefined;
};

/** Wall time shown to people: completion minus submission; undefined while in flight. */
export function durationMs(
  execution: Partial<Pick<QueryExecution, "submittedAt" | "completedAt">>,
): number | undefined {
  const { submittedAt, completedAt } = execution;
  return submittedAt === undefined || completedAt === undefined
    ? undefined
    : completedAt - submittedAt;
}
