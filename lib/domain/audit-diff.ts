import { engineFamilyOf } from "./engines";
import { changesOf, type SettingChange } from "./workgroups/changes";
import type { WorkgroupSettings } from "./workgroups/settings";
import { newSettings } from "./workgroups/wire";

export type MemberChange = { path: string; before: string | undefined; after: string | undefined };

/** Every member that differs between two recorded values, by its path: `settings.scanLimitBytes`. */
export function memberChanges(before: unknown, after: unknown): MemberChange[] {
  const old = new Map(members(before, ""));
  const now = new Map(members(after, ""));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((member) => member.before !== member.after);
}

/** Whether two recorded values are of one kind: a deletion records what was there, and how it was deleted. */
export function areComparable(before: unknown, after: unknown): boolean {
  const paths = new Set(members(before, "").map(([path]) => path));
  return members(after, "").some(([path]) => paths.has(path));
}

/** Leaves with their paths. Lists are one value: their order and length are what they say. */
function members(value: unknown, path: string): [string, string][] {
  if (value === undefined || value === null) return [];
  if (typeof value === "object" && !Array.isArray(value))
    return Object.entries(value).flatMap(([name, member]) =>
      members(member, path === "" ? name : `${path}.${name}`),
    );
  return [[path, typeof value === "string" ? value : JSON.stringify(value)]];
}

export type WorkgroupChanges = {
  before: WorkgroupSettings;
  after: WorkgroupSettings;
  changes: SettingChange[];
};

/**
 * What a recorded change did to the settings of a workgroup. One that was created is told from what a new one has;
 * undefined for what holds no whole settings.
 */
export function workgroupChanges(before: unknown, after: unknown): WorkgroupChanges | undefined {
  if (!isSettings(after)) return undefined;
  const from = before ?? newSettings(engineFamilyOf(after.engineVersion));
  return isSettings(from) ? { before: from, after, changes: changesOf(from, after) } : undefined;
}

function isSettings(value: unknown): value is WorkgroupSettings {
  if (typeof value !== "object" || value === null) return false;
  const { engineVersion, tags, enforceConfiguration } = value as Partial<WorkgroupSettings>;
  return (
    typeof engineVersion === "string" &&
    typeof tags === "object" &&
    typeof enforceConfiguration === "boolean"
  );
}
