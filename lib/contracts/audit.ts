import { z } from "zod";
import {
  AUDIT_OBJECT_TYPES,
  AUDIT_OUTCOMES,
  AUDIT_STRETCHES,
  AUDITED_ACTIONS,
  type AuditStretch,
} from "@/lib/domain/audit";
import { contract } from "./contract";
import { keepable } from "./keepable";

const text = z.string().optional();
/** The last millisecond of year 9999: later ones the database may not read. */
const time = z.coerce.number().int().min(0).max(253_402_300_799_999);
const rowId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

const filter = z.object({
  /** The id of who did it. */
  actor: keepable(256).optional(),
  action: z.enum(AUDITED_ACTIONS).optional(),
  objectType: z.enum(AUDIT_OBJECT_TYPES).optional(),
  objectId: keepable(1_024).optional(),
  workgroup: keepable(128).optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  /** Counted back from now. */
  last: z.enum(Object.keys(AUDIT_STRETCHES) as AuditStretch[]).optional(),
  /** Epoch milliseconds, both inclusive. */
  from: time.optional(),
  to: time.optional(),
});
export type AuditFilter = z.output<typeof filter>;

const row = z.object({
  id: z.number(),
  at: z.number(),
  actor: z.object({ id: z.string(), name: z.string() }),
  action: z.string(),
  workgroup: text,
  objectType: z.string(),
  /** Absent where the change would have made the object, and did not. */
  objectId: text,
  outcome: z.string(),
  errorCode: text,
  /** When it was heard how it went, or, for `unknown`, found that nobody would hear. */
  closedAt: z.number().optional(),
});
export type AuditRow = z.output<typeof row>;

/** Changes made through the console that this person may see, newest first, 50 a page. */
export const listAudit = contract({
  name: "listAudit",
  method: "GET",
  path: "/api/audit",
  workgroupIn: "workgroup",
  input: filter.extend({
    /** The id of the last row that was read. */
    cursor: rowId.optional(),
  }),
  output: z.object({
    rows: z.array(row),
    cursor: z.number().optional(),
    /** Everyone who made a change that this person may see, by name; with the first page only. */
    actors: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  }),
});

/** One change with all that was recorded. @throws NOT_FOUND for those of foreign workgroups too */
export const getAuditEntry = contract({
  name: "getAuditEntry",
  method: "GET",
  path: "/api/audit/[id]",
  input: z.object({ id: rowId }),
  output: row.extend({
    requestId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    /** What Athena said of a failure. */
    errorMessage: text,
    /** The number of the version that it made of its workgroup. */
    version: z.number().optional(),
  }),
});
export type AuditEntry = z.output<typeof getAuditEntry.output>;

/** All changes that the filter holds, as a file: JSON lines, or CSV. */
export const exportAudit = contract({
  name: "exportAudit",
  method: "GET",
  path: "/api/audit/export",
  workgroupIn: "workgroup",
  input: filter.extend({ format: z.enum(["csv", "ndjson"]).default("csv") }),
  output: z.unknown(),
});
