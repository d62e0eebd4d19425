import { z } from "zod";
import { contract } from "./contract";
import { keepable } from "./keepable";

const text = z.string().optional();
const number = z.number().optional();
const flag = z.boolean().optional();

/** What a line of a list and a whole execution have in common. Times are epoch milliseconds. */
const place = {
  id: z.string(),
  statementType: text,
  substatementType: text,
  workgroup: z.string(),
  catalog: text,
  database: text,
  state: z.string(),
  submittedAt: number,
  completedAt: number,
};

/** Who started an execution here; absent when it was started outside Athenaeum. */
const startedBy = z.object({ id: z.string(), name: z.string() }).optional();

/** A line of a list: narrow on purpose, the SQL in one short line. */
export const queryRow = z.object({
  ...place,
  summary: z.string(),
  durationMs: number,
  dataScannedBytes: number,
  reusedPreviousResult: flag,
  costUsd: number,
  startedBy,
});
export type QueryRow = z.output<typeof queryRow>;

const unprocessed = z.object({ id: z.string(), workgroup: text, code: text, message: text });
export type UnprocessedQuery = z.output<typeof unprocessed>;

/** ListQueryExecutions + BatchGetQueryExecution over one or all visible workgroups; see lib/domain/history.ts. */
export const listQueries = contract({
  name: "listQueries",
  method: "GET",
  path: "/api/queries",
  input: z.object({
    workgroup: z.string().min(1).max(128).optional(),
    cursor: z.string().min(1).max(200_000).optional(),
  }),
  output: z.object({
    rows: z.array(queryRow),
    unprocessed: z.array(unprocessed),
    /** Workgroups that Athena would not list, with its reason; the others go on. */
    unreadable: z.array(z.object({ workgroup: z.string(), message: z.string() })),
    /** Absent when the history is read to its end. */
    cursor: text,
    /** Rows submitted at or after this are in their final place; absent until each workgroup has a page. */
    settledSince: number,
    workgroups: z.object({ read: z.number(), total: z.number() }),
  }),
});

/** The newest known reading of executions on screen; reads of all viewers share upstream calls. */
export const watchQueries = contract({
  name: "watchQueries",
  method: "GET",
  path: "/api/queries/watch",
  input: z.object({
    ids: z
      .string()
      .transform((ids) => [...new Set(ids.split(",").filter(Boolean))])
      .pipe(z.array(z.string().max(128)).min(1).max(50)),
  }),
  output: z.object({ rows: z.array(queryRow), unprocessed: z.array(unprocessed) }),
});

const queryExecution = z.object({
  ...place,
  sql: z.string(),
  stateChangeReason: text,
  error: z.object({ category: number, type: number, retryable: flag, message: text }).optional(),
  statistics: z.object({
    queueMs: number,
    preProcessingMs: number,
    planningMs: number,
    engineMs: number,
    serviceProcessingMs: number,
    totalMs: number,
    dataScannedBytes: number,
    dataManifestLocation: text,
    reusedPreviousResult: flag,
    dpuCount: number,
  }),
  engineVersion: z.object({ selected: text, effective: text }).optional(),
  parameters: z.array(z.string()).optional(),
  result: z.object({
    outputLocation: text,
    encryption: z.object({ option: text, kmsKey: text }).optional(),
    expectedBucketOwner: text,
    acl: text,
  }),
  managedResults: z.object({ enabled: z.boolean(), kmsKey: text }).optional(),
  resultReuse: z.object({ enabled: z.boolean(), maxAgeMinutes: number }).optional(),
  s3AccessGrants: z
    .object({ enabled: z.boolean(), createUserLevelPrefix: flag, authenticationType: text })
    .optional(),
});

const queryId = z.object({
  id: z.string().min(1).max(128, "This is not the id of a query execution"),
});

export const getQuery = contract({
  name: "getQuery",
  method: "GET",
  path: "/api/queries/[id]",
  input: queryId,
  output: z.object({ execution: queryExecution, startedBy, costUsd: number }),
});
export type QueryDetail = z.output<typeof getQuery.output>;

const column = z.object({ name: z.string(), type: z.string() });

/** GetQueryResults: up to 1,000 data rows a page, header row removed. */
export const getQueryResults = contract({
  name: "getQueryResults",
  method: "GET",
  path: "/api/queries/[id]/results",
  input: queryId.extend({ cursor: z.string().min(1).max(4_096).optional() }),
  output: z.object({
    columns: z.array(column),
    rows: z.array(z.array(z.string().nullable())),
    updateCount: number,
    cursor: text,
  }),
});

export const startQuery = contract({
  name: "startQuery",
  method: "POST",
  path: "/api/queries",
  workgroupIn: "workgroup",
  input: z.object({
    sql: z
      .string()
      .trim()
      .min(1, "Write a statement first")
      .max(262_144, "Athena takes at most 262,144 characters"),
    workgroup: z.string().regex(/^[a-zA-Z0-9._-]{1,128}$/, "Choose a workgroup"),
    catalog: keepable(256).optional(),
    database: keepable(255).optional(),
    parameters: z.array(keepable(1_024)).min(1).optional(),
    /** The same token starts the same execution once, however often it is sent. */
    clientRequestToken: z.string().min(32).max(128),
  }),
  output: z.object({ id: z.string() }),
});

export const stopQuery = contract({
  name: "stopQuery",
  method: "POST",
  path: "/api/queries/[id]/stop",
  input: queryId,
  output: z.object({}),
});

/** The result object as a file; answers bytes, not JSON. */
export const downloadQueryResults = contract({
  name: "downloadQueryResults",
  method: "GET",
  path: "/api/queries/[id]/download",
  input: queryId,
  output: z.object({}),
});
