import type { EngineFamily } from "@/lib/domain/engines";
import { SETTING_IDS, SETTINGS } from "@/lib/domain/workgroups/setting-table";
import { SECTIONS, type SectionId, type SettingId } from "@/lib/domain/workgroups/settings";

/** A role of a SQL workgroup is that of IAM Identity Center. */
export const sectionOf = (setting: SettingId, family: EngineFamily): SectionId =>
  setting === "executionRole" && family === "sql" ? "access" : SETTINGS[setting].section;

/** Every setting as the form shows them: by section, what belongs to another one after it. */
export function formOrder(family: EngineFamily): SettingId[] {
  const ids = SETTING_IDS.flatMap((setting): SettingId[] => {
    if (family !== "sql") return [setting];
    if (setting === "executionRole") return [];
    return setting === "identityCenterInstance" ? [setting, "executionRole"] : [setting];
  });
  return SECTIONS.flatMap((section) => ids.filter((id) => sectionOf(id, family) === section));
}
