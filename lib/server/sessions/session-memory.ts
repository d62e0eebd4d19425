import { and, asc, desc, eq, ilike, inArray, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { SessionReading } from "@/lib/athena/sessions";
import { sessionFacts } from "@/lib/contracts/sessions";
import { type SeenState, seenStateOf } from "@/lib/domain/session-timeline";
import { ENDED_SESSION_STATES, SESSION_GONE, type SessionState } from "@/lib/domain/sessions";
import type { Queries } from "../db/database";
import { sessions, sparkStates } from "../db/schema";
import type { Starter } from "../queries/to-row";
import { type KeptSession, keptReading, readKept } from "./kept-reading";

type KnownBy = (typeof sessions.$inferSelect)["knownBy"];

/** What our table says about a session besides its reading. */
export type Memory = { knownBy: KnownBy; startedBy: Starter | undefined };
export type RememberedSession = Memory & { facts: z.output<typeof sessionFacts>; readAt: number };

/** Athena's own ends; a session that it no longer knew may turn up again. */
const TERMINAL = ["TERMINATED", "FAILED"] as const satisfies readonly SessionState[];

/** Readings that are written already: the same reading serves many requests. */
const written = new WeakSet<SessionReading>();

/**
 * Keeps the newest reading of each session and the states seen. What is over stays so, whatever arrives late,
 * and an older reading never replaces a newer one.
 */
export async function rememberSessions(
  queries: Queries,
  readings: readonly SessionReading[],
  knownBy: KnownBy,
): Promise<void> {
  const unwritten = readings.filter((reading) => !written.has(reading));
  const byId = new Map(unwritten.map((reading) => [reading.value.id, reading]));
  // In one order, so that requests that write the same rows wait instead of blocking one another for good.
  const fresh = [...byId.values()]
    .map(({ value, readAt }) => ({ value: keptReading(value), readAt }))
    .sort((a, b) => (a.value.id < b.value.id ? -1 : 1));
  if (fresh.length === 0) return;
  const seen = fresh.flatMap(({ value }) => {
    const state = seenStateOf(value);
    return state ? [{ id: value.id, ...state }] : [];
  });
  // Not one transaction: each half may be written again, and a reader sees them apart anyway.
  if (seen.length > 0)
    await queries
      .insert(sparkStates)
      .values(
        seen.map(({ id, state, at, reason }) => ({
          objectType: "session" as const,
          objectId: id,
          at: new Date(at),
          state,
          reason,
        })),
      )
      .onConflictDoNothing();
  await queries
    .insert(sessions)
    .values(fresh.map((reading) => ({ ...rowOf(reading), knownBy })))
    .onConflictDoUpdate({
      target: sessions.id,
      set: {
        state: sql`excluded.state`,
        notebookId: sql`excluded.notebook_id`,
        startedAt: sql`excluded.started_at`,
        endedAt: sql`excluded.ended_at`,
        reading: sql`excluded.reading`,
        readAt: sql`excluded.read_at`,
      },
      setWhere: and(
        notInArray(sessions.state, [...TERMINAL]),
        sql`${sessions.readAt} <= excluded.read_at`,
      ),
    });
  for (const reading of unwritten) written.add(reading);
}

function rowOf({ value, readAt }: { value: KeptSession; readAt: number }) {
  return {
    id: value.id,
    workgroup: value.workgroup,
    notebookId: value.notebookId,
    state: value.state,
    startedAt: dateOf(value.startedAt),
    endedAt: dateOf(value.endedAt),
    reading: value,
    readAt: new Date(readAt),
  };
}

const dateOf = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));

/** Writes who started a session, before anything is known of it but its id and state. */
export async function rememberStart(
  queries: Queries,
  session: { id: string; state: string; workgroup: string; notebookId: string | undefined },
  actor: Starter,
): Promise<void> {
  const { id, state, workgroup, notebookId } = session;
  const who = { knownBy: "started" as const, actorId: actor.id, actorName: actor.name };
  await queries
    .insert(sessions)
    // Older than any reading.
    .values({
      id,
      state,
      workgroup,
      notebookId,
      ...who,
      reading: { id, state, workgroup },
      readAt: new Date(0),
    })
    // The same token again, perhaps after a list has shown it: the first who started it stays.
    .onConflictDoUpdate({
      target: sessions.id,
      set: {
        knownBy: "started",
        actorId: sql`coalesce(${sessions.actorId}, excluded.actor_id)`,
        actorName: sql`coalesce(${sessions.actorName}, excluded.actor_name)`,
      },
    });
}

/**
 * Athena answers that it does not know the session: what we last saw of it stays with the time of that reading,
 * its end is unknown.
 */
export async function rememberGone(queries: Queries, id: string, at: number): Promise<void> {
  await queries
    .update(sessions)
    .set({
      state: SESSION_GONE,
      readAt: new Date(at),
      reading: sql`${sessions.reading} || jsonb_build_object('state', ${SESSION_GONE}::text, 'lastReadAt',
        floor(extract(epoch from ${sessions.readAt}) * 1000))`,
    })
    .where(and(eq(sessions.id, id), notInArray(sessions.state, [...TERMINAL, SESSION_GONE])));
}

/** What we know of these sessions; ids that we never saw are absent. */
export async function memoriesOf(queries: Queries, ids: string[]): Promise<Map<string, Memory>> {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .select({
      id: sessions.id,
      knownBy: sessions.knownBy,
      actorId: sessions.actorId,
      actorName: sessions.actorName,
    })
    .from(sessions)
    .where(inArray(sessions.id, ids));
  return new Map(rows.map((row) => [row.id, memoryOf(row)]));
}

type Known = Pick<typeof sessions.$inferSelect, "knownBy" | "actorId" | "actorName">;
export const memoryOf = ({ knownBy, actorId, actorName }: Known): Memory => ({
  knownBy,
  startedBy: actorId === null ? undefined : { id: actorId, name: actorName ?? actorId },
});

/** The states a session was seen in, oldest first. */
export async function seenStatesOf(queries: Queries, sessionId: string): Promise<SeenState[]> {
  const rows = await queries
    .select({ state: sparkStates.state, at: sparkStates.at, reason: sparkStates.reason })
    .from(sparkStates)
    .where(and(eq(sparkStates.objectType, "session"), eq(sparkStates.objectId, sessionId)))
    .orderBy(asc(sparkStates.at));
  return rows.map(({ state, at, reason }) => ({
    state,
    at: at.getTime(),
    reason: reason ?? undefined,
  }));
}

/** Ids of sessions in these workgroups whose end we have not seen. */
export async function unendedIds(queries: Queries, workgroups: string[]): Promise<string[]> {
  if (workgroups.length === 0) return [];
  const rows = await queries
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        inArray(sessions.workgroup, workgroups),
        notInArray(sessions.state, [...ENDED_SESSION_STATES]),
      ),
    )
    .orderBy(asc(sessions.readAt))
    .limit(UNENDED_MAX);
  return rows.map(({ id }) => id);
}

/** So many are looked up by one request; the others by the next ones. */
const UNENDED_MAX = 50;

export type EndedFilter = { workgroups: string[]; text?: string | undefined; actorId?: string };
export type EndedCursor = { startedAt: number; id: string };

/** Ended sessions of these workgroups, newest first, after the cursor; at most `limit`. */
export async function endedSessions(
  queries: Queries,
  { workgroups, text, actorId }: EndedFilter,
  after: EndedCursor | undefined,
  limit: number,
): Promise<RememberedSession[]> {
  if (workgroups.length === 0) return [];
  const startedAt = sql`coalesce(${sessions.startedAt}, 'epoch'::timestamptz)`;
  const conditions: (SQL | undefined)[] = [
    inArray(sessions.workgroup, workgroups),
    inArray(sessions.state, [...ENDED_SESSION_STATES]),
    actorId === undefined ? undefined : eq(sessions.actorId, actorId),
    text ? holds(text) : undefined,
    after &&
      sql`(${startedAt}, ${sessions.id}) < (${new Date(after.startedAt).toISOString()}::timestamptz, ${after.id})`,
  ];
  const rows = await queries
    .select({
      knownBy: sessions.knownBy,
      actorId: sessions.actorId,
      actorName: sessions.actorName,
      readAt: sessions.readAt,
      reading: sql`${sessions.reading} - 'engine' - 'monitoring'`,
    })
    .from(sessions)
    .where(and(...conditions))
    .orderBy(desc(startedAt), desc(sessions.id))
    .limit(limit);
  return rows.map((row) => {
    const { session, lastReadAt } = readKept(row.reading);
    return {
      ...memoryOf(row),
      facts: sessionFacts.parse(session),
      readAt: lastReadAt ?? row.readAt.getTime(),
    };
  });
}

/** See `sessionHolds`, which says the same of a session in memory. */
function holds(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    ilike(sessions.id, pattern),
    ilike(sessions.workgroup, pattern),
    ilike(sessions.notebookId, pattern),
    ilike(sessions.actorName, pattern),
    sql`${sessions.reading}->>'description' ilike ${pattern}`,
  );
}
