import { and, eq } from "drizzle-orm";
import type { getAuditEntry as contract } from "@/lib/contracts/audit";
import { AppError } from "@/lib/domain/errors";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import type { Queries } from "../db/database";
import { audit, workgroupVersions } from "../db/schema";
import { toAuditRow, visibleTo, wholeRows } from "./audit-rows";

/** One change with all that was recorded. What an actor may not see is not there for them. @throws NOT_FOUND */
export const getAuditEntry: Verb<typeof contract> = async (ctx, { id }) => {
  authorize(ctx, "getAuditEntry");
  const condition = and(eq(audit.id, id), visibleTo(ctx.actor));
  const { queries } = ctx.runtime.database;
  const [row] = await wholeRows(queries, condition, undefined, 1);
  if (!row) throw new AppError("NOT_FOUND", "There is no such entry in the record");
  return {
    ...toAuditRow(row),
    requestId: row.requestId,
    before: row.before ?? undefined,
    after: row.after ?? undefined,
    errorMessage: row.errorMessage ?? undefined,
    version: await versionMadeBy(queries, row),
  };
};

async function versionMadeBy(
  queries: Queries,
  { id, objectType, objectId }: typeof audit.$inferSelect,
): Promise<number | undefined> {
  if (objectType !== "workgroup" || objectId === null) return undefined;
  const [made] = await queries
    .select({ number: workgroupVersions.number })
    .from(workgroupVersions)
    .where(and(eq(workgroupVersions.workgroup, objectId), eq(workgroupVersions.auditId, id)));
  return made?.number;
}
