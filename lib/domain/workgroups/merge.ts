import { equalSettings, type SettingValue } from "./changes";
import { SETTING_IDS, SETTINGS } from "./setting-table";
import type { SettingId, WorkgroupSettings } from "./settings";

type Nested = { readonly [key: string]: unknown };
const MERGED_BY_KEY: readonly string[] = ["map", "classifications", "logTypes"];
const isNested = (value: unknown): value is Nested =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const same = (one: unknown, other: unknown) =>
  equalSettings(one as SettingValue, other as SettingValue);

type Merged = { value: unknown; conflicts: boolean };

/** Three-way: who changed it wins; where both did, differently, mine stays and it is a conflict. */
function mergeValue(base: unknown, theirs: unknown, mine: unknown, byKey: boolean): Merged {
  if (same(mine, base) || same(mine, theirs)) return { value: theirs, conflicts: false };
  if (same(theirs, base)) return { value: mine, conflicts: false };
  const maps = [base ?? {}, theirs ?? {}, mine ?? {}];
  if (!byKey || !maps.every(isNested)) return { value: mine, conflicts: true };
  const [was = {}, they = {}, me = {}] = maps;
  const keys = [...new Set([...Object.keys(they), ...Object.keys(me)])];
  const members = keys.map((key) => ({
    key,
    ...mergeMember(own(was, key), own(they, key), own(me, key)),
  }));
  return {
    value: Object.fromEntries(
      members.filter(({ value }) => value !== undefined).map(({ key, value }) => [key, value]),
    ),
    conflicts: members.some(({ conflicts }) => conflicts),
  };
}

const own = (map: Nested, key: string) => (Object.hasOwn(map, key) ? map[key] : undefined);

/** An empty value of a tag is a value: members are compared as they are. */
function mergeMember(base: unknown, theirs: unknown, mine: unknown): Merged {
  if (typeof theirs === "string" || typeof mine === "string" || typeof base === "string") {
    if (mine === base || mine === theirs) return { value: theirs, conflicts: false };
    return { value: mine, conflicts: theirs !== base };
  }
  return mergeValue(base, theirs, mine, true);
}

/** A key belongs to its option: one of both from each editor would be nobody's choice. */
const PAIRED: Partial<Record<SettingId, SettingId>> = {
  encryptionOption: "encryptionKmsKey",
  encryptionKmsKey: "encryptionOption",
};

/**
 * What `mine` changed since `base`, on top of what `theirs` changed meanwhile. Settings that both changed, and
 * not alike, are conflicts: `merged` has mine there.
 */
export function mergeSettings(
  base: WorkgroupSettings,
  theirs: WorkgroupSettings,
  mine: WorkgroupSettings,
): { merged: WorkgroupSettings; conflicts: SettingId[] } {
  const conflicts: SettingId[] = [];
  const changed = (by: WorkgroupSettings, setting: SettingId) => !same(base[setting], by[setting]);
  const members = SETTING_IDS.map((setting) => {
    const byKey = MERGED_BY_KEY.includes(SETTINGS[setting].kind);
    const merged = mergeValue(base[setting], theirs[setting], mine[setting], byKey);
    const pair = PAIRED[setting];
    const split =
      pair !== undefined &&
      [setting, pair].some((one) => changed(mine, one)) &&
      [setting, pair].some((one) => changed(theirs, one)) &&
      [setting, pair].some((one) => !same(mine[one], theirs[one]));
    if (merged.conflicts || split) conflicts.push(setting);
    return [setting, split ? mine[setting] : merged.value] as const;
  });
  return { merged: Object.fromEntries(members) as WorkgroupSettings, conflicts };
}
