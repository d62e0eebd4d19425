import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import type { Queries } from "../db/database";
import type { VersionedWorkgroup } from "./after-change";
import { hashWithoutTags } from "./settings-hash";
import {
  type Attribution,
  deleteVersions,
  insertVersion,
  newestVersion,
  settingsToKeep,
  type VersionRow,
  versionsBefore,
} from "./version-rows";

/** More versions than this are not noticed during one change. */
const NOTICED_MAX = 20;

/**
 * Keeps a change of ours as a version: what Athena has after it. `since` is the newest version before it began:
 * readers who noticed the change, or a half of it, before it was recorded wrote versions of nobody, and this one
 * takes their place. Within a transaction. Answers its number.
 */
export async function keepChange(
  queries: Queries,
  workgroup: VersionedWorkgroup,
  since: VersionRow | undefined,
  attribution: Attribution,
): Promise<number> {
  const settings = settingsToKeep(workgroup, since);
  for (;;) {
    const newer = (await versionsBefore(queries, workgroup.name, undefined, NOTICED_MAX)).filter(
      ({ number }) => number > (since?.number ?? 0),
    );
    const ours = newer.filter((version) => isOfThis(version, settings, attribution.auditId));
    await deleteVersions(
      queries,
      workgroup.name,
      ours.map(({ number }) => number),
    );
    const others = newer.filter((version) => !ours.includes(version));
    const number = (others[0]?.number ?? since?.number ?? 0) + 1;
    const kept = await insertVersion(queries, workgroup, settings, number, attribution);
    if (kept) return number;
  }
}

/** UpdateWorkGroup comes before the tags: a reading between the two has the settings without the tags. */
const isOfThis = (version: VersionRow, settings: WorkgroupSettings, auditId: number | undefined) =>
  (auditId !== undefined && version.auditId === auditId) ||
  ((version.kind === "outside" || version.kind === "seen") &&
    hashWithoutTags(version.settings) === hashWithoutTags(settings));

/** Keeps that a workgroup was deleted here, with its last settings. Within a transaction. */
export async function keepDeletion(
  queries: Queries,
  workgroup: VersionedWorkgroup,
  attribution: Attribution,
): Promise<void> {
  for (;;) {
    const newest = await newestVersion(queries, workgroup.name);
    const settings = settingsToKeep(workgroup, newest);
    const number = (newest?.number ?? 0) + 1;
    if (await insertVersion(queries, workgroup, settings, number, attribution)) return;
  }
}
