import { z } from "zod";
import { SESSION_SETTINGS, SESSION_TAGS_MAX } from "@/lib/domain/session-settings";
import { IDLE_TIMEOUT_MINUTES, SESSION_DPUS, SESSION_SHOWS } from "@/lib/domain/sessions";
import { contract } from "./contract";
import { keepable } from "./keepable";

const text = z.string().optional();
const number = z.number().optional();

/** What lists show; see SessionFacts. Times are epoch milliseconds. */
export const sessionFacts = z.object({
  id: z.string(),
  description: text,
  workgroup: z.string(),
  engineVersion: text,
  state: z.string(),
  stateChangeReason: text,
  startedAt: number,
  lastModifiedAt: number,
  endedAt: number,
  idleSince: number,
  idleTimeoutMs: number,
  notebookId: text,
  dpuMs: number,
});

const startedBy = z.object({ id: z.string(), name: z.string() }).optional();
/** How we know of it: started here, seen in Athena's list, or opened by its id. Absent without a database. */
const knownBy = z.enum(["started", "listed", "opened"]).optional();

export const sessionRow = sessionFacts.extend({
  startedBy,
  knownBy,
  costUsd: number,
  /** When Athena said so. */
  readAt: z.number(),
});
export type SessionRow = z.output<typeof sessionRow>;

/** An idle session that has been so for long, with what it holds. */
const idleSession = sessionRow.extend({
  /** Absent where Athena would not list its executors. */
  dpusHeld: number,
});
export type IdleSession = z.output<typeof idleSession>;

/** ListSessions over one or all visible Spark workgroups, then the ended ones that we remember, newest first. */
export const listSessions = contract({
  name: "listSessions",
  method: "GET",
  path: "/api/sessions",
  input: z.object({
    workgroup: keepable(128).optional(),
    show: z.enum(SESSION_SHOWS).optional(),
    /** Looked for in id, description, notebook, workgroup and who started it. */
    text: z
      .string()
      .trim()
      .pipe(keepable(200).or(z.literal("")))
      .optional(),
    mine: z.literal("true").optional(),
    /** More of the ended ones; the active ones come with the first page only. */
    cursor: z.string().min(1).max(1_000).optional(),
  }),
  output: z.object({
    rows: z.array(sessionRow),
    /** Idle for longer than `idleAlarmMs`, whatever else is filtered. */
    idleLong: z.array(idleSession),
    idleAlarmMs: z.number(),
    usdPerDpuHour: z.number(),
    /** Active ones of these workgroups, before any other filter. */
    activeCount: z.number(),
    unreadable: z.array(z.object({ workgroup: z.string(), message: z.string() })),
    /** False while the database cannot be reached: ended sessions are missing then. */
    remembered: z.boolean(),
    cursor: text,
  }),
});

const properties = z.record(z.string(), z.string());
/** Every member of a session; see Session. */
export const wholeSession = sessionFacts.extend({
  notebookVersion: text,
  engine: z.object({
    coordinatorDpuSize: number,
    defaultExecutorDpuSize: number,
    maxConcurrentDpus: number,
    additionalConfigs: properties,
    sparkProperties: properties,
    classifications: z.array(z.object({ name: z.string(), properties })),
  }),
  executionRole: text,
  workingDirectory: text,
  encryption: z.object({ option: text, kmsKey: text }).optional(),
  monitoring: z.object({
    managed: z.object({ enabled: z.boolean(), kmsKey: text }).optional(),
    s3: z.object({ enabled: z.boolean(), kmsKey: text, location: text }).optional(),
    cloudWatch: z
      .object({
        enabled: z.boolean(),
        logGroup: text,
        streamPrefix: text,
        logTypes: z.record(z.string(), z.array(z.string())),
      })
      .optional(),
  }),
});

const sessionId = z.object({ id: keepable(256) });

const remembered = z.object({
  /** Athena says that it does not know the session, or it did not answer. */
  because: z.enum(["unknown", "unreachable"]),
  message: z.string(),
  /** What was calculated in it from here, newest first, in the state last seen. */
  calculations: z.array(
    z.object({
      id: z.string(),
      submittedAt: z.number(),
      state: text,
      startedBy: z.object({ id: z.string(), name: z.string() }),
    }),
  ),
});

/** GetSession, or what we remember where Athena does not know the session any more or does not answer. */
export const getSession = contract({
  name: "getSession",
  method: "GET",
  path: "/api/sessions/[id]",
  input: sessionId,
  output: z.object({
    session: wholeSession,
    startedBy,
    knownBy,
    costUsd: number,
    usdPerDpuHour: z.number(),
    /** States that were seen here, at Athena's times. */
    states: z.array(z.object({ state: z.string(), at: z.number(), reason: text })),
    /** When Athena said so; 0 where it was started here and never read. */
    readAt: z.number(),
    /** Present where Athena did not tell, and this is what was remembered of its last reading. */
    remembered: remembered.optional(),
  }),
});
export type SessionDetail = z.output<typeof getSession.output>;

/** ListExecutors, all of them, newest first. */
export const listExecutors = contract({
  name: "listExecutors",
  method: "GET",
  path: "/api/sessions/[id]/executors",
  input: sessionId,
  output: z.object({
    executors: z.array(
      z.object({
        id: z.string(),
        type: text,
        state: z.string(),
        startedAt: number,
        terminatedAt: number,
        sizeDpus: number,
      }),
    ),
    readAt: z.number(),
  }),
});

const setting = (name: keyof typeof SESSION_SETTINGS) => {
  const { pattern, charsMax, problem } = SESSION_SETTINGS[name];
  return z.string().max(charsMax).regex(pattern, problem);
};
const enabled = z.boolean();

/** StartSession in the form that the workgroup's engine takes. */
export const startSession = contract({
  name: "startSession",
  method: "POST",
  path: "/api/sessions",
  workgroupIn: "workgroup",
  input: z.object({
    workgroup: z.string().regex(/^[a-zA-Z0-9._-]{1,128}$/, "Choose a workgroup"),
    description: keepable(1_024).optional(),
    idleTimeoutMinutes: z
      .number()
      .int("Whole minutes")
      .min(IDLE_TIMEOUT_MINUTES.min, "At least 1 minute")
      .max(IDLE_TIMEOUT_MINUTES.max, "At most 480 minutes")
      .optional(),
    maxConcurrentDpus: z
      .number()
      .int("A whole number of DPUs")
      .min(SESSION_DPUS.min, "At least 2: the coordinator and one worker")
      .max(SESSION_DPUS.max, "At most 5,000")
      .optional(),
    /** SparkProperties, or the classification `spark-defaults` on Apache Spark version 3.5. */
    sparkProperties: z.record(keepable(255), z.string().max(51_200)).optional(),
    /** Instead of the workgroup's. */
    executionRole: setting("executionRole").optional(),
    /** Tags and logging: Apache Spark version 3.5 only. */
    tags: z
      .array(z.object({ key: setting("tagKey"), value: setting("tagValue") }))
      .min(1)
      .max(SESSION_TAGS_MAX)
      .optional(),
    copyWorkgroupTags: z.literal(false).optional(),
    logging: z
      .object({
        managed: z.object({ enabled, kmsKey: setting("kmsKey").optional() }),
        s3: z.object({
          enabled,
          location: setting("logLocation").optional(),
          kmsKey: setting("kmsKey").optional(),
        }),
        cloudWatch: z.object({
          enabled,
          logGroup: setting("logGroup").optional(),
          streamPrefix: setting("streamPrefix").optional(),
        }),
      })
      .optional(),
    /** For a session of a notebook. */
    notebookId: z.string().min(1).max(36).optional(),
    /** The same token starts the same session once, however often it is sent. */
    clientRequestToken: z.string().min(32).max(128),
  }),
  output: z.object({ id: z.string(), state: z.string() }),
});

/** TerminateSession; what is over stays as it is. */
export const terminateSession = contract({
  name: "terminateSession",
  method: "POST",
  path: "/api/sessions/[id]/terminate",
  input: sessionId,
  output: z.object({ state: z.string() }),
});

/** GetSessionEndpoint: where Spark Connect clients go, and the token they need. Given to nobody but the asker. */
export const getSessionEndpoint = contract({
  name: "getSessionEndpoint",
  method: "POST",
  path: "/api/sessions/[id]/endpoint",
  input: sessionId,
  output: z.object({ endpointUrl: z.string(), authToken: z.string(), expiresAt: number }),
});

/** GetResourceDashboard: the address of the Spark UI. */
export const getSessionDashboard = contract({
  name: "getSessionDashboard",
  method: "POST",
  path: "/api/sessions/[id]/dashboard",
  input: sessionId,
  output: z.object({ url: z.string().regex(/^https?:\/\//) }),
});
