import { z } from "zod";
import { ENGINE_FAMILIES } from "@/lib/domain/engines";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { VERSION_KINDS } from "@/lib/domain/workgroups/versions";
import { contract } from "./contract";
import { keepable } from "./keepable";
import { textMap } from "./text-map";

const text = z.string().optional();
const count = z.number().int().nonnegative();
/** Epoch milliseconds. */
const time = z.number();
const person = z.object({ id: z.string(), name: z.string() }).optional();
const family = z.enum(ENGINE_FAMILIES);
/** SHA-256 of the settings, hexadecimal. */
const hash = z.string().regex(/^[0-9a-f]{64}$/, "This is not the hash of a configuration");

/** Any name that Athena takes. */
const name = z
  .string()
  .regex(
    /^[a-zA-Z0-9._-]{1,128}$/,
    "A name has 1 to 128 letters, digits, dots, underscores and hyphens",
  );
const named = z.object({ name });

/** The largest integer that the database takes for one. */
const versionNumber = z.number().int().positive().max(2_147_483_647);

const map = textMap({ nameMax: 255, valueMax: 51_200 });

/** The shape alone; what fits together and what Athena takes is `problemsOf` of lib/domain/workgroups/rules. */
export const workgroupSettings = z.strictObject({
  description: z.string().max(1_024, "A description has at most 1,024 characters"),
  state: z.string(),
  tags: textMap({ nameMax: 128, valueMax: 256 }),
  outputLocation: text,
  encryptionOption: text,
  encryptionKmsKey: text,
  expectedBucketOwner: text,
  s3AclOption: text,
  enforceConfiguration: z.boolean(),
  managedResults: z.boolean(),
  managedResultsKmsKey: text,
  // Athena's limits go beyond the integers that z.int() takes.
  scanLimitBytes: z.number().optional(),
  requesterPays: z.boolean(),
  publishMetrics: z.boolean(),
  engineVersion: z.string().min(1).max(128),
  minDpus: z.number().int().optional(),
  maxDpus: z.number().int().optional(),
  executionRole: text,
  coordinatorDpuSize: z.number().int().optional(),
  defaultExecutorDpuSize: z.number().int().optional(),
  maxConcurrentDpus: z.number().int().optional(),
  additionalConfigs: map.optional(),
  sparkProperties: map.optional(),
  classifications: z.record(z.string().max(128), map).optional(),
  additionalConfiguration: text,
  contentKmsKey: text,
  managedLogging: z.boolean(),
  managedLoggingKmsKey: text,
  s3Logging: z.boolean(),
  s3LogLocation: text,
  s3LoggingKmsKey: text,
  cloudWatchLogging: z.boolean(),
  logGroup: text,
  logStreamPrefix: text,
  logTypes: z.record(z.string(), z.array(z.string()).readonly()).optional(),
  identityCenter: z.boolean(),
  identityCenterInstance: text,
  s3AccessGrants: z.boolean(),
  userLevelPrefix: z.boolean(),
  minimumEncryption: z.boolean(),
}) satisfies z.ZodType<WorkgroupSettings>;

/** The workgroups that the person may see, in name order. */
export const listWorkgroups = contract({
  name: "listWorkgroups",
  method: "GET",
  path: "/api/workgroups",
  input: z.object({}),
  output: z.object({
    workgroups: z.array(
      z.object({
        name: z.string(),
        state: z.string().optional(),
        description: z.string().optional(),
        engineVersion: z.string().optional(),
      }),
    ),
  }),
});

const configuration = z.object({
  name: z.string(),
  family,
  /** The engine it runs on now. */
  effectiveEngineVersion: z.string(),
  createdAt: time.optional(),
  settings: workgroupSettings,
  /** Of the settings, for `basedOn`; absent for who may not change them. */
  hash: hash.optional(),
  /** Paths of settings whose values are withheld from this person, such as `sparkProperties.fs.s3a.secret.key`. */
  withheld: z.array(z.string()),
  /** Why its tags could not be read; they are shown as none then, and cannot be changed. */
  tagsProblem: text,
});
export type WorkgroupConfiguration = z.output<typeof configuration>;

/**
 * GetWorkGroup and ListTagsForResource of the visible workgroups, 25 a page in name order, or of those named.
 * A workgroup that Athena would not show has its reason instead.
 */
export const listWorkgroupConfigurations = contract({
  name: "listWorkgroupConfigurations",
  method: "GET",
  path: "/api/workgroup-configurations",
  input: z.object({
    /** Names with commas between them, at most 25. */
    names: z.string().max(4_000).optional(),
    cursor: name.optional(),
  }),
  output: z.object({
    workgroups: z.array(configuration),
    unreadable: z.array(z.object({ name: z.string(), message: z.string() })),
    /** Absent when everything is read. */
    cursor: text,
    total: count,
  }),
});

/** CreateWorkGroup. @throws CONFLICT when the name is taken */
export const createWorkgroup = contract({
  name: "createWorkgroup",
  method: "POST",
  path: "/api/workgroups",
  workgroupIn: "name",
  input: named.extend({ settings: workgroupSettings }),
  output: z.object({ name: z.string() }),
});

/** GetWorkGroup with its tags, and the newest version that is kept of it. */
export const getWorkgroup = contract({
  name: "getWorkgroup",
  method: "GET",
  path: "/api/workgroups/[name]",
  workgroupIn: "name",
  input: named.extend({
    /** Asks Athena now, for what is edited; otherwise the answer may be a second old. */
    fresh: z.literal("true").optional(),
  }),
  output: configuration.extend({
    /** For tags, IAM policies and the AWS console; absent where the account is not known. */
    arn: text,
    identityCenterApplication: text,
    version: z
      .object({ number: count, kind: z.enum(VERSION_KINDS), at: time, by: person })
      .optional(),
    /** The reservation whose capacity it has. */
    reservation: z.object({ name: z.string(), status: z.string() }).optional(),
  }),
});
export type WorkgroupDetail = z.output<typeof getWorkgroup.output>;

/**
 * UpdateWorkGroup (and TagResource, UntagResource where tags change) from what `basedOn` names to `settings`.
 * Nothing is sent when nothing changes. @throws CONFLICT when it is another configuration by now
 */
export const updateWorkgroup = contract({
  name: "updateWorkgroup",
  method: "PATCH",
  path: "/api/workgroups/[name]",
  workgroupIn: "name",
  input: named.extend({
    basedOn: hash,
    settings: workgroupSettings,
    /** The version whose settings these are, for the history. */
    restores: versionNumber.optional(),
  }),
  output: z.object({
    hash,
    /** The settings that were changed. */
    changed: z.array(z.string()),
    version: count.optional(),
  }),
});

/** DeleteWorkGroup. `confirm` repeats the name; without `recursive` Athena refuses one that is not empty. */
export const deleteWorkgroup = contract({
  name: "deleteWorkgroup",
  method: "DELETE",
  path: "/api/workgroups/[name]",
  workgroupIn: "name",
  input: named.extend({
    confirm: z.string(),
    recursive: z.enum(["true", "false"]).default("false"),
  }),
  output: z.object({}),
});

/** What the newest executions (sessions, on Spark) show. Kept for half a minute: its numbers say when they were read. */
export const getWorkgroupActivity = contract({
  name: "getWorkgroupActivity",
  method: "GET",
  path: "/api/workgroups/[name]/activity",
  workgroupIn: "name",
  input: named,
  output: z.object({
    readAt: time,
    /** SQL: of the stretch that was read. Spark: active sessions that are busy, and idle or starting. */
    running: count,
    queued: count,
    /** The stretch: how many executions, from when; `whole` when there are no older ones. */
    stretch: z.object({ count, since: time.optional(), whole: z.boolean() }),
    succeeded: count,
    failed: count,
    cancelled: count,
    scannedBytes: z.number(),
    costUsd: z.number(),
    /** Executions whose cost is not known: in flight, or on reserved capacity. */
    costUnknown: count,
    /** Scanned bytes of each finished execution of the stretch, newest first: what a lower limit would have met. */
    scans: z.array(z.number()),
    newest: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(["query", "session"]),
        state: z.string(),
        summary: z.string(),
        submittedAt: time.optional(),
        durationMs: z.number().optional(),
        scannedBytes: z.number().optional(),
        costUsd: z.number().optional(),
        reason: text,
        by: person,
      }),
    ),
  }),
});
export type WorkgroupActivity = z.output<typeof getWorkgroupActivity.output>;

const contentsPart = z.enum(["savedQueries", "preparedStatements", "notebooks", "activeSessions"]);
export type ContentsPart = z.output<typeof contentsPart>;

/** What is in it beside executions, and what would go with it. Lists hold at most the first 50. */
export const getWorkgroupContents = contract({
  name: "getWorkgroupContents",
  method: "GET",
  path: "/api/workgroups/[name]/contents",
  workgroupIn: "name",
  input: named,
  output: z.object({
    savedQueries: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          database: text,
          sql: z.string(),
          description: text,
        }),
      ),
      more: z.boolean(),
    }),
    preparedStatements: z.object({
      items: z.array(z.object({ name: z.string(), modifiedAt: time.optional() })),
      more: z.boolean(),
    }),
    notebooks: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string(), modifiedAt: time.optional() })),
      more: z.boolean(),
    }),
    activeSessions: z.object({
      items: z.array(z.object({ id: z.string(), state: z.string() })),
      more: z.boolean(),
    }),
    /** Parts that could not be read, with the reason. */
    unreadable: z.array(z.object({ part: contentsPart, message: z.string() })),
  }),
});

const version = z.object({
  number: count,
  kind: z.enum(VERSION_KINDS),
  /** When it was changed here, or first seen so. */
  at: time,
  /** Absent for what was done outside Athenaeum. */
  by: person,
  /** The audit row of a change made here; absent for who may not read it. */
  auditId: count.optional(),
  /** The version that was restored. */
  restores: count.optional(),
  /** Absent for who may not change the workgroup, and sees it without secrets. */
  hash: hash.optional(),
  settings: workgroupSettings,
});
export type WorkgroupVersion = z.output<typeof version>;

/** Every configuration that was set or seen here, newest first; also of a workgroup that is deleted. */
export const listWorkgroupVersions = contract({
  name: "listWorkgroupVersions",
  method: "GET",
  path: "/api/workgroups/[name]/versions",
  workgroupIn: "name",
  input: named.extend({ before: z.coerce.number().pipe(versionNumber).optional() }),
  output: z.object({ versions: z.array(version), more: z.boolean() }),
});

/** ListEngineVersions. */
export const listEngineVersions = contract({
  name: "listEngineVersions",
  method: "GET",
  path: "/api/engine-versions",
  input: z.object({}),
  output: z.object({
    engineVersions: z.array(z.object({ selected: z.string(), effective: z.string(), family })),
  }),
});

/**
 * Writes a small object below an S3 location, reads it back and deletes it, with the encryption, owner and ACL
 * that results would have. Steps after one that failed are not tried, except that what was written is deleted.
 */
export const testOutputLocation = contract({
  name: "testOutputLocation",
  method: "POST",
  path: "/api/location-tests",
  workgroupIn: "workgroup",
  input: z.object({
    /** The workgroup, or the name of the one to be. */
    workgroup: name,
    location: keepable(1_024),
    encryptionOption: text,
    encryptionKmsKey: text,
    expectedBucketOwner: text,
    s3AclOption: text,
  }),
  output: z.object({
    testedAt: time,
    key: z.string(),
    steps: z.array(
      z.object({
        step: z.enum(["write", "read", "delete"]),
        outcome: z.enum(["works", "fails", "notTried"]),
        message: text,
      }),
    ),
  }),
});
export type LocationTest = z.output<typeof testOutputLocation.output>;
