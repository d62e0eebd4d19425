import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { VERSION_KINDS } from "@/lib/domain/workgroups/versions";

/** Every change made through the console: written as `attempted` before Athena is called, closed after. */
export const audit = pgTable(
  "audit",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
    requestId: uuid("request_id").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    action: text("action").notNull(),
    workgroup: text("workgroup"),
    objectType: text("object_type").notNull(),
    objectId: text("object_id"),
    before: jsonb("before"),
    after: jsonb("after"),
    /** `unknown`: the console ended before it heard how the call went, or the answer was lost on the way. */
    outcome: text("outcome", { enum: ["attempted", "succeeded", "failed", "unknown"] })
      .notNull()
      .default("attempted"),
    errorCode: text("error_code"),
    /** What Athena said of a failure, with ARNs and accounts withheld. */
    errorMessage: text("error_message"),
    closedAt: timestamp("closed_at", { withTimezone: true }),
  },
  (table) => [
    // As `order by id desc` sorts: PostgreSQL uses no index of the other order of nulls, though there are none.
    index("audit_at").on(table.at.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("audit_actor").on(table.actorId, table.id.desc().nullsFirst()),
    index("audit_object").on(table.objectType, table.objectId, table.id.desc().nullsFirst()),
    index("audit_workgroup").on(table.workgroup, table.id.desc().nullsFirst()),
    index("audit_attempted").on(table.id).where(sql`${table.outcome} = 'attempted'`),
  ],
);

/** Who started an execution here, and with which parameters: Athena keeps neither. */
export const submissions = pgTable("submissions", {
  executionId: text("execution_id").primaryKey(),
  actorId: text("actor_id").notNull(),
  actorName: text("actor_name").notNull(),
  workgroup: text("workgroup").notNull(),
  parameters: jsonb("parameters").$type<string[]>(),
  submittedAt: timestamp("submitted_at", { withTimezone: true }).notNull().defaultNow(),
});

/** Spark sessions that we have seen: Athena lists active ones only. Times are as Athena reported them. */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    workgroup: text("workgroup").notNull(),
    /** How we know of it: started here, seen in ListSessions, or opened by its id. */
    knownBy: text("known_by", { enum: ["started", "listed", "opened"] }).notNull(),
    /** Who started it here; null for what was started outside. */
    actorId: text("actor_id"),
    actorName: text("actor_name"),
    notebookId: text("notebook_id"),
    state: text("state").notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    endedAt: timestamp("ended_at", { withTimezone: true }),
    /** The newest reading: lib/domain's session, with the values of secret properties withheld. */
    reading: jsonb("reading").notNull(),
    readAt: timestamp("read_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("sessions_started").on(table.startedAt.desc())],
);

/** States that we saw sessions and calculations in, with Athena's times: it keeps only the newest. */
export const sparkStates = pgTable(
  "spark_states",
  {
    objectType: text("object_type", { enum: ["session", "calculation"] }).notNull(),
    objectId: text("object_id").notNull(),
    at: timestamp("at", { withTimezone: true }).notNull(),
    state: text("state").notNull(),
    reason: text("reason"),
  },
  (table) => [primaryKey({ columns: [table.objectType, table.objectId, table.at, table.state] })],
);

/** Who started a calculation here, and for which notebook's cell. */
export const calculations = pgTable("calculations", {
  id: text("id").primaryKey(),
  sessionId: text("session_id").notNull(),
  workgroup: text("workgroup").notNull(),
  actorId: text("actor_id").notNull(),
  actorName: text("actor_name").notNull(),
  notebookId: text("notebook_id"),
  submittedAt: timestamp("submitted_at", { withTimezone: true }).notNull().defaultNow(),
});

/** What was saved of a notebook here; Athena keeps only the newest. `payload` is its ipynb text. */
export const notebookRevisions = pgTable(
  "notebook_revisions",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    notebookId: text("notebook_id").notNull(),
    workgroup: text("workgroup").notNull(),
    name: text("name").notNull(),
    payload: text("payload").notNull(),
    /** SHA-256 of the payload, hexadecimal. */
    payloadHash: text("payload_hash").notNull(),
    /** How it came to be: created or imported here, saved, restored, or found saved by someone else. */
    kind: text("kind", { enum: ["created", "imported", "saved", "restored", "outside"] }).notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name"),
    savedAt: timestamp("saved_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("notebook_revisions_notebook").on(table.notebookId, table.id.desc())],
);

/** The settings of a workgroup as they were set or seen here; Athena keeps only the newest. */
export const workgroupVersions = pgTable(
  "workgroup_versions",
  {
    workgroup: text("workgroup").notNull(),
    /** 1, 2, 3 within a name, going on when a workgroup of that name is created again. */
    number: integer("number").notNull(),
    kind: text("kind", { enum: VERSION_KINDS }).notNull(),
    settings: jsonb("settings").$type<WorkgroupSettings>().notNull(),
    /** SHA-256 of the settings, hexadecimal. */
    settingsHash: text("settings_hash").notNull(),
    /** When Athena says that the workgroup was created: another one of the same name is another workgroup. */
    workgroupCreatedAt: timestamp("workgroup_created_at", { withTimezone: true }),
    actorId: text("actor_id"),
    actorName: text("actor_name"),
    auditId: bigint("audit_id", { mode: "number" }),
    /** The number of the version that was restored. */
    restores: integer("restores"),
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workgroup, table.number] })],
);

/** What the policy board checks workgroups against: the newest row is in force. */
export const workgroupRules = pgTable("workgroup_rules", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  rules: jsonb("rules").notNull(),
  actorId: text("actor_id").notNull(),
  actorName: text("actor_name").notNull(),
  at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
});

/** Who has signed in, with the groups of that time: the access page shows what the policy gives them. */
export const people = pgTable("people", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email"),
  groups: jsonb("groups").$type<string[]>().notNull(),
  /** The role of a demo person, whose grants do not come from the policy. */
  demoRole: text("demo_role"),
  seenAt: timestamp("seen_at", { withTimezone: true }).notNull().defaultNow(),
});
