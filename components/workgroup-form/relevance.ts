import type { EngineFamily } from "@/lib/domain/engines";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import type { FormDraft } from "./form-draft";

/** Settings that mean something only where another one is on, and that one. */
const BELONGS_TO: Partial<Record<SettingId, SettingId>> = {
  executionRole: "identityCenter",
  encryptionKmsKey: "encryptionOption",
  managedResultsKmsKey: "managedResults",
  identityCenterInstance: "identityCenter",
  s3AccessGrants: "identityCenter",
  userLevelPrefix: "s3AccessGrants",
  managedLoggingKmsKey: "managedLogging",
  s3LogLocation: "s3Logging",
  s3LoggingKmsKey: "s3Logging",
  logGroup: "cloudWatchLogging",
  logStreamPrefix: "cloudWatchLogging",
  logTypes: "cloudWatchLogging",
};

/** The setting that must be on for this one to mean something. Sessions run as a role whatever else is on. */
export const dependsOn = (setting: SettingId, family: EngineFamily): SettingId | undefined =>
  setting === "executionRole" && family !== "sql" ? undefined : BELONGS_TO[setting];

const isOn = (setting: SettingId, settings: WorkgroupSettings) =>
  setting === "encryptionOption"
    ? settings.encryptionOption?.endsWith("_KMS") === true
    : settings[setting] === true;

const isSet = (value: unknown) => value !== undefined && value !== false && value !== "";

/** Whether a setting has its field now: where it means something, and wherever it is or was set. */
export function isShown(setting: SettingId, { settings, base, family }: FormDraft): boolean {
  const first = dependsOn(setting, family);
  return (
    first === undefined || isOn(first, settings) || isSet(settings[setting]) || isSet(base[setting])
  );
}

/** Where it is nested below the setting that it belongs to. */
export const isNested = (setting: SettingId, family: EngineFamily) =>
  dependsOn(setting, family) !== undefined;
