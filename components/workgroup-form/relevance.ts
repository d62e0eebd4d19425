import type { EngineFamily } from "@/lib/domain/engines";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import type { FormDraft } from "./form-draft";

/** Settings that mean something only where another one is on. */
const BELONGS_TO: Partial<
  Record<SettingId, (settings: WorkgroupSettings, family: EngineFamily) => boolean>
> = {
  executionRole: ({ identityCenter }, family) => identityCenter || family !== "sql",
  encryptionKmsKey: ({ encryptionOption }) => encryptionOption?.endsWith("_KMS") === true,
  managedResultsKmsKey: ({ managedResults }) => managedResults,
  identityCenterInstance: ({ identityCenter }) => identityCenter,
  s3AccessGrants: ({ identityCenter }) => identityCenter,
  userLevelPrefix: ({ s3AccessGrants }) => s3AccessGrants,
  managedLoggingKmsKey: ({ managedLogging }) => managedLogging,
  s3LogLocation: ({ s3Logging }) => s3Logging,
  s3LoggingKmsKey: ({ s3Logging }) => s3Logging,
  logGroup: ({ cloudWatchLogging }) => cloudWatchLogging,
  logStreamPrefix: ({ cloudWatchLogging }) => cloudWatchLogging,
  logTypes: ({ cloudWatchLogging }) => cloudWatchLogging,
};

const isSet = (value: unknown) => value !== undefined && value !== false && value !== "";

/** Whether a setting has its field now: where it means something, and wherever it is or was set. */
export const isShown = (setting: SettingId, { settings, base, family }: FormDraft) =>
  BELONGS_TO[setting]?.(settings, family) !== false ||
  isSet(settings[setting]) ||
  isSet(base[setting]);

/** Where it is nested below the setting that it belongs to. */
export const isNested = (setting: SettingId, family: EngineFamily) =>
  BELONGS_TO[setting] !== undefined && !(setting === "executionRole" && family !== "sql");
