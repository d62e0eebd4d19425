import { expect, it } from "vitest";
import { ENGINE_FAMILIES, type EngineFamily } from "@/lib/domain/engines";
import { settingsOf } from "@/lib/domain/workgroups/setting-table";
import type { SettingId } from "@/lib/domain/workgroups/settings";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { dependsOn, isShown } from "./relevance";

it.each(ENGINE_FAMILIES)("every way to a setting of %s ends at a field that is there", (family) => {
  const base = { ...newSettings(family), managedLogging: false };
  const draft = {
    name: "w",
    family,
    base,
    basedOn: undefined,
    settings: base,
    unread: {},
    restores: undefined,
  };
  const fieldFor = (setting: SettingId): SettingId | undefined => {
    if (isShown(setting, draft)) return setting;
    const first = dependsOn(setting, family);
    return first && fieldFor(first);
  };
  const ends = settingsOf(family).map(fieldFor);
  expect(ends).not.toContain(undefined);
  expect(ends.every((end) => end && settingsOf(family).includes(end))).toBe(true);
});

it.each<[EngineFamily, SettingId, SettingId | undefined]>([
  ["sql", "userLevelPrefix", "s3AccessGrants"],
  ["sql", "encryptionKmsKey", "encryptionOption"],
  ["sql", "executionRole", "identityCenter"],
  // Sessions run as it, with or without IAM Identity Center.
  ["pyspark", "executionRole", undefined],
])("on %s, %s depends on %s", (family, setting, on) => expect(dependsOn(setting, family)).toBe(on));
