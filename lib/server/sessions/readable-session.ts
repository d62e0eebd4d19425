import type { SessionReading } from "@/lib/athena/sessions";
import { AppError } from "@/lib/domain/errors";
import type { Action } from "@/lib/domain/permissions";
import { authorize } from "../authorize";
import type { Ctx } from "../context";
import { ifRemembered } from "./if-remembered";
import { type Memory, memoriesOf, rememberGone, rememberSessions } from "./session-memory";

/** What an actor may do only with what they started needs the database's answer. */
const NEEDS_OWNER = new Set<Action>(["terminateSession"]);

/**
 * GetSession on behalf of the actor, who needs the right in its workgroup; the reading is remembered.
 * @throws AppError NOT_FOUND for an unknown id; FORBIDDEN without saying anything about the session
 */
export async function readableSession(
  ctx: Ctx,
  action: Action,
  id: string,
): Promise<SessionReading & { memory: Memory | undefined }> {
  authorize(ctx, action);
  const reading = await readSession(ctx, id);
  const { queries } = ctx.runtime.database;
  const remember = async () => {
    await rememberSessions(queries, [reading], "opened");
    return (await memoriesOf(queries, [id])).get(id);
  };
  const { workgroup } = reading.value;
  // Before anything is written: a reading is remembered for those who may see it.
  authorize(ctx, NEEDS_OWNER.has(action) ? "getSession" : action, { workgroup });
  const memory = NEEDS_OWNER.has(action) ? await remember() : await ifRemembered(ctx, remember);
  authorize(ctx, action, { workgroup, ownerId: memory?.startedBy?.id });
  return { ...reading, memory };
}

async function readSession(ctx: Ctx, id: string): Promise<SessionReading> {
  try {
    return await ctx.runtime.athena.readSession(id);
  } catch (cause) {
    const { queries } = ctx.runtime.database;
    if (cause instanceof AppError && cause.code === "NOT_FOUND")
      await ifRemembered(ctx, () => rememberGone(queries, id, Date.now()));
    throw cause;
  }
}
