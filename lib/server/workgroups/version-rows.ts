import { and, desc, eq, inArray, lt } from "drizzle-orm";
import type { Workgroup } from "@/lib/athena/workgroups";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import type { VersionKind } from "@/lib/domain/workgroups/versions";
import type { Queries } from "../db/database";
import { keepable } from "../db/keepable";
import { workgroupVersions as table } from "../db/schema";
import { settingsHash } from "./settings-hash";

export type VersionRow = typeof table.$inferSelect;

/** Who changed something here, and the audit row that says so. */
export type Attribution = {
  kind: VersionKind;
  actorId?: string;
  actorName?: string;
  auditId?: number;
  restores?: number | undefined;
};

/** The newest version of each of these workgroups; absent for what was never seen. */
export async function newestVersions(
  queries: Queries,
  names: readonly string[],
): Promise<Map<string, VersionRow>> {
  if (names.length === 0) return new Map();
  const rows = await queries
    .selectDistinctOn([table.workgroup])
    .from(table)
    .where(inArray(table.workgroup, [...names]))
    .orderBy(table.workgroup, desc(table.number));
  return new Map(rows.map((row) => [row.workgroup, row]));
}

export const newestVersion = async (queries: Queries, name: string) =>
  (await newestVersions(queries, [name])).get(name);

/** Versions before that number, all unless told, newest first. */
export const versionsBefore = (
  queries: Queries,
  name: string,
  before: number | undefined,
  limit: number,
): Promise<VersionRow[]> =>
  queries
    .select()
    .from(table)
    .where(
      and(eq(table.workgroup, name), before === undefined ? undefined : lt(table.number, before)),
    )
    .orderBy(desc(table.number))
    .limit(limit);

/** Whether there is a version of that number. */
export async function hasVersion(queries: Queries, name: string, number: number): Promise<boolean> {
  const rows = await queries
    .select({ number: table.number })
    .from(table)
    .where(and(eq(table.workgroup, name), eq(table.number, number)));
  return rows.length > 0;
}

/** What is to be kept of a reading: tags that could not be read are as they were. */
export const settingsToKeep = (
  { settings, tagsProblem }: Pick<Workgroup, "settings" | "tagsProblem">,
  known: VersionRow | undefined,
): WorkgroupSettings =>
  tagsProblem === undefined ? settings : { ...settings, tags: known?.settings.tags ?? {} };

/** Whether a version is what was read: the same settings of the same workgroup of that name. */
export const isVersionOf = (version: VersionRow, workgroup: Workgroup): boolean =>
  version.kind !== "deleted" &&
  version.settingsHash === settingsHash(settingsToKeep(workgroup, version)) &&
  isSameCreation(version, workgroup);

const isSameCreation = ({ workgroupCreatedAt }: VersionRow, { createdAt }: Workgroup) =>
  workgroupCreatedAt === null ||
  createdAt === undefined ||
  workgroupCreatedAt.getTime() === createdAt;

/** Writes a version; undefined when another one has taken its number meanwhile. */
export async function insertVersion(
  queries: Queries,
  workgroup: Pick<Workgroup, "name" | "createdAt">,
  settings: WorkgroupSettings,
  number: number,
  attribution: Attribution,
): Promise<VersionRow | undefined> {
  const [row] = await queries
    .insert(table)
    .values({
      ...attribution,
      workgroup: workgroup.name,
      number,
      settings: keepable(settings),
      settingsHash: settingsHash(settings),
      workgroupCreatedAt:
        workgroup.createdAt === undefined ? undefined : new Date(workgroup.createdAt),
    })
    .onConflictDoNothing()
    .returning();
  return row;
}

export const deleteVersions = async (
  queries: Queries,
  name: string,
  numbers: readonly number[],
): Promise<void> => {
  if (numbers.length > 0)
    await queries
      .delete(table)
      .where(and(eq(table.workgroup, name), inArray(table.number, [...numbers])));
};
