import { eq } from "drizzle-orm";
import { AppError } from "@/lib/domain/errors";
import type { Ctx } from "../context";
import { calculations, sessions } from "../db/schema";

/**
 * The workgroup of a session, which decides who may see its calculations: from Athena, or from our own record
 * of a session that Athena no longer knows. @throws AppError NOT_FOUND
 */
export async function workgroupOfSession(ctx: Ctx, sessionId: string): Promise<string> {
  try {
    return await ctx.runtime.athena.readSessionWorkgroup(sessionId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
    const recorded = await recordedWorkgroup(ctx, sessionId);
    if (recorded === undefined) throw error;
    return recorded;
  }
}

async function recordedWorkgroup(ctx: Ctx, sessionId: string): Promise<string | undefined> {
  const { queries } = ctx.runtime.database;
  const [session] = await queries
    .select({ workgroup: sessions.workgroup })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  if (session) return session.workgroup;
  const [calculation] = await queries
    .select({ workgroup: calculations.workgroup })
    .from(calculations)
    .where(eq(calculations.sessionId, sessionId))
    .limit(1);
  return calculation?.workgroup;
}
