import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queries } from "../db/database";
import { audit } from "../db/schema";

/** More than a list to choose from can use. */
const ACTORS_MAX = 1_000;

/** Drivers answer a statement of our own with more than its rows. */
const actors = z.object({ rows: z.array(z.object({ id: z.string(), name: z.string() })) });

/**
 * Everyone who made a change that the condition holds, under their newest name, by name. Steps from one person
 * to the next in the index over actors: its time grows with the people, not with the rows. As a range, because for
 * one id PostgreSQL would rather walk all rows from the newest on.
 */
export async function actorsOf(
  queries: Queries,
  visible: SQL | undefined,
): Promise<{ id: string; name: string }[]> {
  const answer = await queries.execute(sql`
    with recursive people(id) as (
      (select min(${audit.actorId}) from ${audit})
      union all
      select (select min(${audit.actorId}) from ${audit} where ${audit.actorId} > people.id)
      from people where people.id is not null
    )
    select people.id, newest.name from people cross join lateral (
      select ${audit.actorName} as name from ${audit}
      where ${audit.actorId} >= people.id and ${audit.actorId} <= people.id and ${visible ?? sql`true`}
      order by ${audit.actorId}, ${audit.id} desc limit 1
    ) newest
    where people.id is not null
    limit ${ACTORS_MAX}`);
  return actors.parse(answer).rows.sort((a, b) => a.name.localeCompare(b.name, "en"));
}
