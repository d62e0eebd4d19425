import { and, desc, eq, inArray, notExists, sql } from "drizzle-orm";
import type { WorkgroupReading } from "@/lib/athena/workgroups";
import { workgroupSettings } from "@/lib/contracts/workgroups";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import type { Ctx } from "../context";
import type { Queries } from "../db/database";
import { audit, workgroupVersions } from "../db/schema";
import { ifRemembered } from "../sessions/if-remembered";
import { recordedSettings } from "./recorded-settings";
import { hashWithoutTags, settingsHash } from "./settings-hash";
import {
  type Attribution,
  insertVersion,
  isVersionOf,
  newestVersion,
  newestVersions,
  settingsToKeep,
  type VersionRow,
} from "./version-rows";

/** Each lost race means that someone else has written a version; more than a few at once do not happen. */
const RACES_MAX = 5;

/**
 * What Athena has now is kept as a version where the newest one is something else. Answers the newest version of
 * each workgroup; none while the database cannot be reached, because reading goes on without.
 */
export async function noticeWorkgroups(
  ctx: Ctx,
  readings: readonly WorkgroupReading[],
): Promise<Map<string, VersionRow>> {
  const noticed = await ifRemembered(ctx, async () => {
    const newest = await newestVersions(
      ctx.runtime.database.queries,
      readings.map(({ value }) => value.name),
    );
    for (const reading of readings) {
      const { name } = reading.value;
      const version = await notice(ctx, reading, newest.get(name));
      if (version) newest.set(name, version);
    }
    return newest;
  });
  return noticed ?? new Map();
}

/** As `noticeWorkgroups`, of one. */
export const noticeWorkgroup = async (
  ctx: Ctx,
  reading: WorkgroupReading,
): Promise<VersionRow | undefined> =>
  (await noticeWorkgroups(ctx, [reading])).get(reading.value.name);

async function notice(
  ctx: Ctx,
  reading: WorkgroupReading,
  known: VersionRow | undefined,
): Promise<VersionRow | undefined> {
  const { queries } = ctx.runtime.database;
  let newest = known;
  let { value: workgroup } = reading;
  for (let race = 0; race < RACES_MAX; race += 1) {
    if (newest && isVersionOf(newest, workgroup)) return newest;
    if (newest) {
      // The version may be newer than the reading; asked now, the answer is newer than the version.
      const again = await ctx.runtime.athena
        .readWorkgroupAnew(workgroup.name)
        .catch(() => undefined);
      if (again === undefined || isVersionOf(newest, again.value)) return newest;
      workgroup = again.value;
    }
    const settings = settingsToKeep(workgroup, newest);
    const attribution: Attribution = (await unheardChange(
      queries,
      workgroup.name,
      settings,
      newest,
    )) ?? {
      kind: newest ? "outside" : "seen",
    };
    const number = (newest?.number ?? 0) + 1;
    const kept = await insertVersion(queries, workgroup, settings, number, attribution);
    if (kept) return kept;
    newest = await newestVersion(queries, workgroup.name);
  }
  return newest;
}

/**
 * A change of ours whose end was never heard and which would have led to just these settings, since the newest
 * version: it was made. UpdateWorkGroup comes before the tags: it was made in part where only these are missing.
 */
async function unheardChange(
  queries: Queries,
  name: string,
  settings: WorkgroupSettings,
  newest: VersionRow | undefined,
): Promise<Attribution | undefined> {
  const versions = workgroupVersions;
  const rows = await queries
    .select({
      id: audit.id,
      action: audit.action,
      actorId: audit.actorId,
      actorName: audit.actorName,
      after: audit.after,
    })
    .from(audit)
    .where(
      and(
        eq(audit.workgroup, name),
        inArray(audit.action, ["createWorkgroup", "updateWorkgroup"]),
        inArray(audit.outcome, ["attempted", "unknown"]),
        notExists(
          queries
            .select({ one: sql`1` })
            .from(versions)
            .where(and(eq(versions.workgroup, name), sql`${versions.at} > ${audit.at}`)),
        ),
      ),
    )
    .orderBy(desc(audit.id));
  const recorded = recordedSettings(settings);
  const isUpdated =
    newest !== undefined && hashWithoutTags(newest.settings) !== hashWithoutTags(settings);
  const made = rows.find(({ after }) => {
    const { data: asked } = workgroupSettings.safeParse(after);
    if (asked === undefined) return false;
    if (settingsHash(asked) === settingsHash(recorded)) return true;
    return isUpdated && hashWithoutTags(asked) === hashWithoutTags(recorded);
  });
  return (
    made && {
      kind: made.action === "createWorkgroup" ? "created" : "changed",
      actorId: made.actorId,
      actorName: made.actorName,
      auditId: made.id,
    }
  );
}
