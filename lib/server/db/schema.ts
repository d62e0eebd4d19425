import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

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
