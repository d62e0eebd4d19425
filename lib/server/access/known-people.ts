import { desc } from "drizzle-orm";
import type { AccessPerson } from "@/lib/contracts/access";
import { ROLES } from "@/lib/domain/permissions";
import type { Ctx } from "../context";
import { people } from "../db/schema";
import type { Runtime } from "../runtime";

const REMEMBERED_EVERY_MS = 5 * 60_000;
const PEOPLE_MAX = 1_000;
const IDS_MAX = 10_000;

/** When each person was last written, and as what, by the runtime of the process. */
const written = new WeakMap<Runtime, Map<string, { at: number; as: string }>>();

/**
 * Writes down who is here, with the groups of their sign-in, every five minutes at most. Nobody waits for it and
 * nothing depends on it: a failure goes to the log.
 */
export function rememberPerson({ runtime, actor, log }: Ctx): void {
  const { id, name, email = null, groups = [], demoRole = null } = actor;
  const values = { name, email, groups, demoRole };
  const as = JSON.stringify(values);
  const ofRuntime = written.get(runtime) ?? new Map<string, { at: number; as: string }>();
  written.set(runtime, ofRuntime);
  const before = ofRuntime.get(id);
  const seenAt = new Date();
  if (before?.as === as && seenAt.getTime() - before.at < REMEMBERED_EVERY_MS) return;
  if (ofRuntime.size >= IDS_MAX) ofRuntime.clear();
  ofRuntime.set(id, { at: seenAt.getTime(), as });
  runtime.database.queries
    .insert(people)
    .values({ id, ...values, seenAt })
    .onConflictDoUpdate({ target: people.id, set: { ...values, seenAt } })
    .then(
      () => undefined,
      (err) => {
        ofRuntime.delete(id);
        log.warn({ err }, "who signed in could not be written down");
      },
    );
}

/** Who has signed in, last seen first, at most a thousand. */
export async function knownPeople({ database }: Runtime): Promise<AccessPerson[]> {
  const rows = await database.queries
    .select()
    .from(people)
    .orderBy(desc(people.seenAt), people.id)
    .limit(PEOPLE_MAX);
  return rows.map(({ id, name, email, groups, demoRole, seenAt }) => ({
    id,
    name,
    email: email ?? undefined,
    groups,
    demoRole: ROLES.find((role) => role === demoRole),
    seenAt: seenAt.toISOString(),
  }));
}
