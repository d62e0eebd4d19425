import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Queries } from "../db/database";
import { audit } from "../db/schema";

/** More than a list to choose from can use. */
const ACTORS_MAX = 1_000;

/**
 * Everyone who made a change that the condition holds, under their newest name, by name. Steps from one person
 * to the next in the index over actors: its time grows with the people, not with the rows.
 */
export async function actorsOf(
  queries: Queries,
  visible: SQL | undefined,
): Promise<{ id: string; name: string }[]> {
  const { rows } = (await queries.execute(sql`
    with recursive people(id) as (
      (select min(${audit.actorId}) from ${audit})
      union all
      select (select min(${audit.actorId}) from ${audit} where ${audit.actorId} > people.id)
      from people where people.id is not null
    )
    select id from people where id is not null limit ${ACTORS_MAX}`)) as unknown as {
    rows: { id: string }[];
  };
  const named = await Promise.all(
    rows.map(({ id }) =>
      queries
        .select({ id: audit.actorId, name: audit.actorName })
        .from(audit)
        .where(and(eq(audit.actorId, id), visible))
        .orderBy(desc(audit.id))
        .limit(1),
    ),
  );
  return named.flat().sort((a, b) => a.name.localeCompare(b.name, "en"));
}
