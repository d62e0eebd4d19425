import type { EngineFamily } from "../engines";
import { changesOf, type SettingChange, type SettingValue } from "./changes";
import { problemsOf, type SettingProblem } from "./rules";
import { SETTING_IDS, SETTINGS } from "./setting-table";
import type { SettingId, TextMap, WorkgroupSettings } from "./settings";
import { withTagsOfAws } from "./tag-rules";

/** How a setting of entries is changed: some are put, some are taken away, or all are replaced. */
export type MapWay = "put" | "take" | "replace";

/** The same change of one setting for several workgroups. */
export type BulkChange = {
  setting: SettingId;
  /** Absent takes the setting away. */
  value: SettingValue;
  /** For settings of entries; `take` takes away the keys of `value`. */
  way: MapWay;
  /** Settings that go with it and were set too; those left out stay as each workgroup has them. */
  beside: Partial<WorkgroupSettings>;
};

/** Settings that are set together with one, where its value asks for them. */
const BESIDE: Partial<
  Record<SettingId, { settings: readonly SettingId[]; when: (value: SettingValue) => boolean }>
> = {
  encryptionOption: {
    settings: ["encryptionKmsKey"],
    when: (value) => typeof value === "string" && value.endsWith("_KMS"),
  },
  managedResults: { settings: ["managedResultsKmsKey"], when: (value) => value === true },
  managedLogging: { settings: ["managedLoggingKmsKey"], when: (value) => value === true },
  s3Logging: { settings: ["s3LogLocation", "s3LoggingKmsKey"], when: (value) => value === true },
  cloudWatchLogging: { settings: ["logGroup", "logStreamPrefix"], when: (value) => value === true },
};

/** Settings that can be set beside one of this value. */
export const besideOf = (setting: SettingId, value: SettingValue): readonly SettingId[] =>
  BESIDE[setting]?.when(value) ? (BESIDE[setting]?.settings ?? []) : [];

/** Settings that workgroups of these families can change, in the order of the form. */
export const bulkSettingsOf = (families: ReadonlySet<EngineFamily>): SettingId[] =>
  SETTING_IDS.filter((setting) => {
    const { fixedAtCreation, families: fitting } = SETTINGS[setting];
    return !fixedAtCreation && fitting.some((family) => families.has(family));
  });

/** A workgroup's settings after the change. What the new value makes meaningless or excludes goes with it. */
export function applyBulkChange(before: WorkgroupSettings, change: BulkChange): WorkgroupSettings {
  const { setting, value, way, beside } = change;
  const next = isTextMapSetting(setting) ? putEntries(before[setting], value, way) : value;
  const after: WorkgroupSettings = { ...before, [setting]: next ?? emptyOf(setting) };
  if (setting === "tags" && way === "replace")
    Object.assign(after, { tags: withTagsOfAws(after.tags, before.tags) });
  for (const one of besideOf(setting, value))
    if (beside[one] !== undefined) Object.assign(after, { [one]: beside[one] });
  return { ...after, ...excludedBy(setting, after) };
}

/** Of text entries by key: `put` and `take` leave the other entries alone. */
export const isTextMapSetting = (setting: SettingId) => SETTINGS[setting].kind === "map";

function putEntries(before: SettingValue, value: SettingValue, way: MapWay): SettingValue {
  const entries = (value ?? {}) as TextMap;
  if (way === "replace") return entries;
  const own = (before ?? {}) as TextMap;
  if (way === "put") return { ...own, ...entries };
  return Object.fromEntries(Object.entries(own).filter(([key]) => !Object.hasOwn(entries, key)));
}

const EMPTY: Partial<WorkgroupSettings> = { description: "", tags: {}, engineVersion: "AUTO" };
const emptyOf = (setting: SettingId): SettingValue =>
  SETTINGS[setting].kind === "switch" ? false : EMPTY[setting];

function excludedBy(setting: SettingId, after: WorkgroupSettings): Partial<WorkgroupSettings> {
  if (setting === "encryptionOption" && !after.encryptionOption?.endsWith("_KMS"))
    return { encryptionKmsKey: undefined };
  if (setting === "managedResults")
    return after.managedResults
      ? { outputLocation: undefined }
      : { managedResultsKmsKey: undefined };
  if (setting === "s3Logging" && !after.s3Logging)
    return { s3LogLocation: undefined, s3LoggingKmsKey: undefined };
  if (setting === "cloudWatchLogging" && !after.cloudWatchLogging)
    return { logGroup: undefined, logStreamPrefix: undefined, logTypes: undefined };
  return setting === "managedLogging" && !after.managedLogging
    ? { managedLoggingKmsKey: undefined }
    : {};
}

type Workgroup = {
  family: EngineFamily;
  settings: WorkgroupSettings;
  /** Absent for who may not change them. */
  hash?: string | undefined;
  /** Why its tags could not be read. */
  tagsProblem?: string | undefined;
};

/** What the change would do to one workgroup. */
export type BulkPlan =
  | { kind: "changes"; changes: SettingChange[]; after: WorkgroupSettings; basedOn: string }
  | { kind: "same" }
  | { kind: "doesNotApply" }
  | { kind: "forbidden" }
  | { kind: "refused"; problems: SettingProblem[] };

export function planOf(workgroup: Workgroup, change: BulkChange): BulkPlan {
  const { family, settings, hash, tagsProblem } = workgroup;
  if (!SETTINGS[change.setting].families.includes(family)) return { kind: "doesNotApply" };
  if (hash === undefined) return { kind: "forbidden" };
  if (change.setting === "tags" && tagsProblem !== undefined)
    return { kind: "refused", problems: [{ setting: "tags", message: tagsProblem }] };
  const after = applyBulkChange(settings, change);
  const changes = changesOf(settings, after);
  if (changes.length === 0) return { kind: "same" };
  const problems = problemsOf(after, { family, before: settings });
  return problems.length > 0
    ? { kind: "refused", problems }
    : { kind: "changes", changes, after, basedOn: hash };
}
