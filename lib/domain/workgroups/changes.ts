import { SETTING_IDS } from "./setting-table";
import type { SettingId, WorkgroupSettings } from "./settings";

export type SettingValue = WorkgroupSettings[SettingId];
export type SettingChange = { setting: SettingId; before: SettingValue; after: SettingValue };

type Json = string | number | boolean | Json[] | { [key: string]: Json };

/** Without what says nothing, keys and sets in one order; undefined when nothing is left. */
function canonical(value: unknown): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.map(String).sort();
  if (typeof value !== "object") return value as string | number | boolean;
  const members = Object.entries(value)
    .map(([key, member]) => [key, canonical(member)] as const)
    .filter((member): member is readonly [string, Json] => member[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** An empty text is a setting that is not set; an empty value of a tag is a value. */
const canonicalSetting = (value: SettingValue) => (value === "" ? undefined : canonical(value));

/** Whether two values of a setting mean the same to Athena. */
export const equalSettings = (one: SettingValue, other: SettingValue) =>
  JSON.stringify(canonicalSetting(one)) === JSON.stringify(canonicalSetting(other));

/** Every setting that differs, in the order of form and page. */
export function changesOf(before: WorkgroupSettings, after: WorkgroupSettings): SettingChange[] {
  return SETTING_IDS.filter((setting) => !equalSettings(before[setting], after[setting])).map(
    (setting) => ({ setting, before: before[setting], after: after[setting] }),
  );
}

/** The same text for settings that mean the same, whatever the order of their members. */
export function canonicalJson(settings: WorkgroupSettings): string {
  const members = [...SETTING_IDS]
    .sort()
    .map((setting) => [setting, canonicalSetting(settings[setting])] as const)
    .filter(([, value]) => value !== undefined);
  return JSON.stringify(Object.fromEntries(members));
}
