import { and, desc, eq, gte, inArray, like, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { AuditFilter, AuditRow } from "@/lib/contracts/audit";
import { AUDIT_OBJECT_TYPES, AUDIT_STRETCHES } from "@/lib/domain/audit";
import { type Actor, PERMISSIONS, roleEverywhere } from "@/lib/domain/permissions";
import type { Queries } from "../db/database";
import { audit } from "../db/schema";

type Stored = typeof audit.$inferSelect;
export type Narrow = Omit<Stored, "before" | "after" | "errorMessage">;

/**
 * The rows that an actor may read: all for an admin over `*`; for an admin of some workgroups those of these
 * workgroups, none of which belongs to the whole account.
 */
export function visibleTo(actor: Pick<Actor, "grants">): SQL | undefined {
  const { least } = PERMISSIONS.listAudit;
  if (roleEverywhere(actor) === least) return undefined;
  const patterns = actor.grants
    .filter(({ role }) => role === least)
    .flatMap(({ workgroups }) => workgroups);
  // Without a pattern there is nothing to see.
  return or(sql`false`, ...patterns.map((pattern) => like(audit.workgroup, likePattern(pattern))));
}

const likePattern = (pattern: string) => pattern.replace(/[\\%_]/g, "\\$&").replaceAll("*", "%");

/** What the filter says, as a condition; times are counted from `now`, epoch milliseconds. */
export function filteredBy(filter: AuditFilter, now: number): SQL | undefined {
  const { actor, action, objectType, objectId, workgroup, outcome, last, from, to } = filter;
  const since = last === undefined ? from : now - AUDIT_STRETCHES[last];
  return and(
    actor === undefined ? undefined : eq(audit.actorId, actor),
    action === undefined ? undefined : eq(audit.action, action),
    objectType === undefined ? undefined : eq(audit.objectType, objectType),
    objectId === undefined ? undefined : eq(audit.objectId, objectId),
    // The index over objects begins with their type.
    objectId === undefined || objectType !== undefined
      ? undefined
      : inArray(audit.objectType, AUDIT_OBJECT_TYPES),
    workgroup === undefined ? undefined : eq(audit.workgroup, workgroup),
    outcome === undefined ? undefined : eq(audit.outcome, outcome),
    since === undefined ? undefined : gte(audit.at, new Date(since)),
    to === undefined ? undefined : lte(audit.at, new Date(to)),
  );
}

const NARROW = {
  id: audit.id,
  at: audit.at,
  requestId: audit.requestId,
  actorId: audit.actorId,
  actorName: audit.actorName,
  action: audit.action,
  workgroup: audit.workgroup,
  objectType: audit.objectType,
  objectId: audit.objectId,
  outcome: audit.outcome,
  errorCode: audit.errorCode,
  closedAt: audit.closedAt,
};

/** Rows older than the one named `before`, newest first, without what was changed. */
export const narrowRows = (
  queries: Queries,
  condition: SQL | undefined,
  before: number | undefined,
  limit: number,
): Promise<Narrow[]> =>
  queries
    .select(NARROW)
    .from(audit)
    .where(and(condition, before === undefined ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(limit);

/** As `narrowRows`, with all that was recorded. */
export const wholeRows = (
  queries: Queries,
  condition: SQL | undefined,
  before: number | undefined,
  limit: number,
): Promise<Stored[]> =>
  queries
    .select()
    .from(audit)
    .where(and(condition, before === undefined ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(limit);

export const toAuditRow = (row: Narrow): AuditRow => ({
  id: row.id,
  at: row.at.getTime(),
  actor: { id: row.actorId, name: row.actorName },
  action: row.action,
  workgroup: row.workgroup ?? undefined,
  objectType: row.objectType,
  objectId: row.objectId ?? undefined,
  outcome: row.outcome,
  errorCode: row.errorCode ?? undefined,
  closedAt: row.closedAt?.getTime(),
});
