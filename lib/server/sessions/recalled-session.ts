import { and, desc, eq, inArray } from "drizzle-orm";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { AppError, type ErrorCode } from "@/lib/domain/errors";
import { SESSION_GONE } from "@/lib/domain/sessions";
import { authorize } from "../authorize";
import type { Ctx } from "../context";
import type { Queries } from "../db/database";
import { calculations, sessions, sparkStates } from "../db/schema";
import { ifRemembered } from "./if-remembered";
import { type KeptSession, readKept } from "./kept-reading";
import { type Memory, memoryOf, seenStatesOf } from "./session-memory";

type Remembered = NonNullable<SessionDetail["remembered"]>;
export type RecalledSession = {
  session: KeptSession;
  memory: Memory;
  readAt: number;
  states: SessionDetail["states"];
  remembered: Remembered;
};

/** Athena's ways of not telling, after which memory speaks. */
const UNTOLD: Partial<Record<ErrorCode, Remembered["because"]>> = {
  NOT_FOUND: "unknown",
  UPSTREAM: "unreachable",
  THROTTLED: "unreachable",
};

const CALCULATIONS_MAX = 200;

/**
 * What we remember of a session about which Athena did not tell, for who may see its workgroup.
 * @throws `cause` where nothing is remembered; AppError FORBIDDEN before anything of it is said
 */
export async function recalledSession(
  ctx: Ctx,
  id: string,
  cause: unknown,
): Promise<RecalledSession> {
  const because = cause instanceof AppError ? UNTOLD[cause.code] : undefined;
  if (!(cause instanceof AppError) || because === undefined) throw cause;
  const { queries } = ctx.runtime.database;
  const row = await ifRemembered(ctx, () => rowOf(queries, id));
  if (!row) throw cause;
  authorize(ctx, "getSession", { workgroup: row.workgroup });
  const { session, lastReadAt } = readKept(row.reading);
  const gone =
    row.state === SESSION_GONE ? [{ state: SESSION_GONE, at: row.readAt.getTime() }] : [];
  return {
    session,
    memory: memoryOf(row),
    readAt: lastReadAt ?? row.readAt.getTime(),
    states: [...(await seenStatesOf(queries, id)), ...gone],
    remembered: {
      because,
      message: cause.message,
      calculations: await calculationsOf(queries, id),
    },
  };
}

async function rowOf(queries: Queries, id: string) {
  const [row] = await queries.select().from(sessions).where(eq(sessions.id, id));
  return row;
}

async function calculationsOf(
  queries: Queries,
  sessionId: string,
): Promise<Remembered["calculations"]> {
  const rows = await queries
    .select()
    .from(calculations)
    .where(eq(calculations.sessionId, sessionId))
    .orderBy(desc(calculations.submittedAt), desc(calculations.id))
    .limit(CALCULATIONS_MAX);
  const ids = rows.map(({ id }) => id);
  const states = await lastStatesOf(queries, ids);
  return rows.map(({ id, submittedAt, actorId, actorName }) => ({
    id,
    submittedAt: submittedAt.getTime(),
    state: states.get(id),
    startedBy: { id: actorId, name: actorName },
  }));
}

async function lastStatesOf(queries: Queries, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .select({ id: sparkStates.objectId, state: sparkStates.state })
    .from(sparkStates)
    .where(and(eq(sparkStates.objectType, "calculation"), inArray(sparkStates.objectId, ids)))
    .orderBy(sparkStates.at);
  // Of each the last one stays.
  return new Map(rows.map(({ id, state }) => [id, state]));
}
