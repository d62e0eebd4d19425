import {
  bigint,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

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
    outcome: text("outcome", { enum: ["attempted", "succeeded", "failed"] })
      .notNull()
      .default("attempted"),
    errorCode: text("error_code"),
    closedAt: timestamp("closed_at", { withTimezone: true }),
  },
  (table) => [index("audit_at").on(table.at.desc(), table.id.desc())],
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
