import { equalSettings } from "@/lib/domain/workgroups/changes";
import { SETTING_IDS, SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { withTagsOfAws } from "@/lib/domain/workgroups/tag-rules";

/**
 * Settings from elsewhere with those of a workgroup that can never change, tags of AWS among them; `fixed` are the
 * settings that differed.
 */
export function withFixed(settings: WorkgroupSettings, base: WorkgroupSettings) {
  const fixed = SETTING_IDS.filter((setting) => SETTINGS[setting].fixedAtCreation);
  const own = Object.fromEntries(fixed.map((setting) => [setting, base[setting]]));
  const tags = withTagsOfAws(settings.tags, base.tags);
  const merged: WorkgroupSettings = { ...settings, ...own, tags };
  return {
    settings: merged,
    fixed: fixed.filter(
      (setting): setting is SettingId => !equalSettings(settings[setting], base[setting]),
    ),
  };
}
