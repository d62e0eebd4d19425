import { equalSettings } from "@/lib/domain/workgroups/changes";
import { SETTING_IDS, SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";

/** Settings from elsewhere with those of a workgroup that can never change; `fixed` are the ones that differed. */
export function withFixed(settings: WorkgroupSettings, base: WorkgroupSettings) {
  const fixed = SETTING_IDS.filter((setting) => SETTINGS[setting].fixedAtCreation);
  const own = Object.fromEntries(fixed.map((setting) => [setting, base[setting]]));
  const merged: WorkgroupSettings = { ...settings, ...own };
  return {
    settings: merged,
    fixed: fixed.filter(
      (setting): setting is SettingId => !equalSettings(settings[setting], base[setting]),
    ),
  };
}
