import { type EngineFamily, engineFamilyOf, FAMILY_LABELS } from "../engines";
import { UNKEEPABLE } from "../keepable";
import { equalSettings } from "./changes";
import { FITS } from "./fits";
import { FORMS } from "./forms";
import { HINTS } from "./hints";
import { isWithheld } from "./secrets";
import { SETTING_IDS, SETTINGS } from "./setting-table";
import type { SettingId, WorkgroupSettings } from "./settings";
import { tagProblems } from "./tag-rules";

export type SettingProblem = { setting: SettingId; message: string };

/** Athena keeps overriding on Spark too, without effect: it refuses nothing there. */
const TAKEN_EVERYWHERE: readonly SettingId[] = ["enforceConfiguration"];

const isSet = (settings: WorkgroupSettings, setting: SettingId) =>
  settings[setting] !== false && !equalSettings(settings[setting], undefined);

function foreignSetting(setting: SettingId, family: EngineFamily): string | undefined {
  const { families, label } = SETTINGS[setting];
  if (families.includes(family) || TAKEN_EVERYWHERE.includes(setting)) return undefined;
  const fitting = families.map((one) => FAMILY_LABELS[one]).join(" and ");
  return `${label} applies to ${fitting} workgroups only. Remove it.`;
}

/** NUL or half a character anywhere in a value, names included. */
function isUnkeepable(value: unknown): boolean {
  if (typeof value === "string") return UNKEEPABLE.test(value);
  return (
    typeof value === "object" && value !== null && Object.entries(value).flat().some(isUnkeepable)
  );
}

/** What is wrong with one configuration, whatever it was before. */
function problemsNow(settings: WorkgroupSettings, family: EngineFamily): SettingProblem[] {
  const problems = SETTING_IDS.flatMap((setting) => {
    if (!isSet(settings, setting)) return [];
    const message =
      foreignSetting(setting, family) ??
      (isWithheld(settings[setting])
        ? "It holds a value that was withheld from you. Enter the value itself, or leave the setting as it is."
        : isUnkeepable(settings[setting])
          ? "It holds a character that is none. Write it anew."
          : FORMS[setting]?.(settings));
    return message === undefined ? [] : [{ setting, message }];
  });
  const fits = FITS.flatMap((rule) => rule(settings, family) ?? []);
  return oneEach([...problems, ...fits]);
}

/** The first message of each setting: mending it may mend the others. */
const oneEach = (problems: SettingProblem[]) =>
  problems.filter(({ setting }, index) => problems.findIndex(isAbout(setting)) === index);

const isAbout = (setting: SettingId) => (problem: SettingProblem) => problem.setting === setting;

const FIXED =
  "Athena cannot change it after creation. Create another workgroup with it and move over.";

const BORN_ENABLED: SettingProblem = {
  setting: "state",
  message: "Athena creates workgroups enabled. Disable it afterwards.",
};

function problemsOfChange(
  before: WorkgroupSettings,
  after: WorkgroupSettings,
  family: EngineFamily,
): SettingProblem[] {
  return SETTING_IDS.flatMap((setting) => {
    if (equalSettings(before[setting], after[setting])) return [];
    const { fixedAtCreation, keptForever } = SETTINGS[setting];
    if (fixedAtCreation) return [{ setting, message: FIXED }];
    if (keptForever && !isSet(after, setting)) return [{ setting, message: keptForever }];
    if (setting === "engineVersion" && engineFamilyOf(after.engineVersion) !== family)
      return [
        {
          setting,
          message: `The engine family is fixed at creation: choose an engine of ${FAMILY_LABELS[family]}, or create another workgroup.`,
        },
      ];
    return [];
  });
}

/**
 * What Athena would refuse, or what is not of the right form, one message a setting. What `before` already had
 * wrong is left alone as long as it stays.
 */
export function problemsOf(
  settings: WorkgroupSettings,
  { family, before }: { family: EngineFamily; before?: WorkgroupSettings | undefined },
): SettingProblem[] {
  if (!before) {
    const born = settings.state === "ENABLED" ? [] : [BORN_ENABLED];
    return oneEach([...problemsNow(settings, family), ...tagProblems(settings.tags), ...born]);
  }
  const changed = problemsOfChange(before, settings, family);
  const stood = problemsNow(before, family);
  const news = problemsNow(settings, family).filter(
    ({ setting, message }) =>
      !changed.some(isAbout(setting)) &&
      !(
        equalSettings(before[setting], settings[setting]) &&
        stood.some((one) => one.setting === setting && one.message === message)
      ),
  );
  return oneEach([...changed, ...news, ...tagProblems(settings.tags, before.tags)]);
}

/** What to know beside fields of this configuration; nothing of it is wrong. */
export const hintsOf = (settings: WorkgroupSettings, family: EngineFamily): SettingProblem[] =>
  HINTS.flatMap((hint) => hint(settings, family) ?? []);
