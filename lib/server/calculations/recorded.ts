import { and, eq, inArray } from "drizzle-orm";
import type { Queries } from "../db/database";
import { calculations, sparkStates } from "../db/schema";

export type Recorded = { startedBy: { id: string; name: string }; notebookId: string | undefined };

/** What we recorded of calculations that were started here; those started outside are absent. */
export async function recordedOf(queries: Queries, ids: string[]): Promise<Map<string, Recorded>> {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .select({
      calculationId: calculations.id,
      id: calculations.actorId,
      name: calculations.actorName,
      notebookId: calculations.notebookId,
    })
    .from(calculations)
    .where(inArray(calculations.id, ids));
  return new Map(
    rows.map(({ calculationId, notebookId, ...startedBy }) => [
      calculationId,
      { startedBy, notebookId: notebookId ?? undefined },
    ]),
  );
}

/**
 * The states in which a calculation was seen here, with this one, in the order of time. A state is written once:
 * a calculation never comes back to one.
 */
export async function seenStates(
  queries: Queries,
  id: string,
  now: { state: string; at: Date; reason: string | undefined },
): Promise<{ state: string; at: number }[]> {
  const ofThis = and(eq(sparkStates.objectType, "calculation"), eq(sparkStates.objectId, id));
  const rows = await queries
    .select({ state: sparkStates.state, at: sparkStates.at })
    .from(sparkStates)
    .where(ofThis)
    .orderBy(sparkStates.at);
  const seen = rows.map(({ state, at }) => ({ state, at: at.getTime() }));
  if (seen.some(({ state }) => state === now.state)) return seen;
  await queries
    .insert(sparkStates)
    .values({ objectType: "calculation", objectId: id, ...now })
    .onConflictDoNothing();
  return [...seen, { state: now.state, at: now.at.getTime() }];
}
