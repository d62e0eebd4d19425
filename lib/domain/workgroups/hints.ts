import type { EngineFamily } from "../engines";
import type { SettingId, WorkgroupSettings } from "./settings";

type Explanation = { setting: SettingId; message: string };
/** What to know beside a field: what it excludes, what overrides it, what it needs first. */
type Hint = (settings: WorkgroupSettings, family: EngineFamily) => Explanation | undefined;

const when = (holds: boolean, setting: SettingId, message: string) =>
  holds ? { setting, message } : undefined;

/** The AWS provider of Terraform takes no less; Athena does. */
export const TERRAFORM_SCAN_LIMIT_MIN_BYTES = 10_485_760;

const results: Hint[] = [
  (settings, family) =>
    when(
      family === "sql" &&
        !settings.managedResults &&
        !settings.outputLocation &&
        settings.enforceConfiguration,
      "outputLocation",
      "Every query fails without one: clients are overridden, and there is no location to write to.",
    ),
  (settings, family) =>
    when(
      family === "sql" &&
        !settings.managedResults &&
        !settings.outputLocation &&
        !settings.enforceConfiguration,
      "outputLocation",
      "Queries that bring no location of their own fail without one.",
    ),
  (settings, family) =>
    when(
      family !== "sql" && !settings.outputLocation,
      "outputLocation",
      family === "pyspark"
        ? "Calculations have nowhere to write without one."
        : "Sessions have no working directory in S3 without one.",
    ),
  (settings, family) =>
    when(
      family !== "sql" && settings.outputLocation?.endsWith("/") === true,
      "outputLocation",
      "AWS advises to end the location without a slash for Spark.",
    ),
  (settings) =>
    when(
      settings.managedResults && !settings.outputLocation,
      "outputLocation",
      "Managed query results take its place: there must be none.",
    ),
  (settings, family) =>
    when(
      family === "sql" && !settings.managedResults && Boolean(settings.outputLocation),
      "managedResults",
      "Excludes an output location: to turn it on, remove the location in the same change.",
    ),
  (settings) =>
    when(
      settings.managedResults,
      "managedResults",
      "Results are gone after 24 hours, and queries cannot reuse them. Larger results are better unloaded to S3.",
    ),
  ...(["encryptionOption", "expectedBucketOwner", "s3AclOption"] as const).map(
    (setting): Hint =>
      (settings) =>
        when(
          settings.managedResults && Boolean(settings[setting]),
          setting,
          "No effect while managed query results are on: it is about buckets.",
        ),
  ),
  (settings) =>
    when(
      Boolean(settings.managedResultsKmsKey) && !settings.managedResults,
      "managedResultsKmsKey",
      "No effect while managed query results are off.",
    ),
  (settings, family) =>
    when(
      family === "sql" && settings.enforceConfiguration,
      "enforceConfiguration",
      "Clients are not told that they are overridden. CREATE TABLE AS with external_location fails.",
    ),
  ({ encryptionOption, encryptionKmsKey }) =>
    when(
      encryptionOption === "SSE_S3" && Boolean(encryptionKmsKey),
      "encryptionKmsKey",
      "No effect: SSE-S3 uses keys of S3.",
    ),
  ({ encryptionOption }) =>
    when(
      encryptionOption === "CSE_KMS",
      "encryptionOption",
      "Only clients that decrypt by themselves can read such results from S3.",
    ),
  ({ encryptionOption }, family) =>
    when(
      family === "sql" && encryptionOption === "SSE_KMS",
      "encryptionOption",
      "Readers need kms:Decrypt on the key, callers kms:GenerateDataKey too.",
    ),
  (settings) =>
    when(
      Boolean(settings.s3AclOption) && !settings.managedResults,
      "s3AclOption",
      "No effect on buckets with ACLs disabled (bucket owner enforced), as new buckets are.",
    ),
];

const limits: Hint[] = [
  ({ scanLimitBytes: limit }) =>
    when(
      limit !== undefined && limit < TERRAFORM_SCAN_LIMIT_MIN_BYTES,
      "scanLimitBytes",
      "Athena takes it, Terraform does not: its least is 10,485,760 bytes.",
    ),
  ...(["minDpus", "maxDpus"] as const).map(
    (setting): Hint =>
      (settings) =>
        when(
          settings[setting] !== undefined,
          setting,
          "Only queries on a capacity reservation follow it.",
        ),
  ),
];

const spark: Hint[] = [
  (settings, family) =>
    when(
      family !== "sql" && !settings.executionRole,
      "executionRole",
      "Sessions cannot start without one unless they bring their own.",
    ),
  (settings, family) =>
    when(
      family === "sql" && !settings.identityCenter && !settings.executionRole,
      "executionRole",
      "SQL workgroups have one with IAM Identity Center only.",
    ),
  (settings, family) =>
    when(
      family === "pyspark" && Boolean(settings.contentKmsKey),
      "contentKmsKey",
      "Notebooks keep the key they were made with. Exporting and importing them uses this one.",
    ),
];

const logging: Hint[] = [
  (settings, family) =>
    when(
      family === "sparkConnect" && !settings.managedLogging,
      "managedLogging",
      "Sessions have no Spark UI without it.",
    ),
  ...(
    [
      ["managedLogging", "managedLoggingKmsKey"],
      ["s3Logging", "s3LogLocation"],
      ["s3Logging", "s3LoggingKmsKey"],
      ["cloudWatchLogging", "logGroup"],
      ["cloudWatchLogging", "logStreamPrefix"],
      ["cloudWatchLogging", "logTypes"],
    ] as const
  ).map(
    ([destination, setting]): Hint =>
      (settings) =>
        when(
          !settings[destination] && Boolean(settings[setting]),
          setting,
          "No effect while these logs are off. It is kept for when they are on again.",
        ),
  ),
];

const access: Hint[] = [
  (settings, family) =>
    when(
      family === "sql" && !settings.identityCenter && !settings.s3AccessGrants,
      "s3AccessGrants",
      "Needs IAM Identity Center, which is chosen at creation.",
    ),
  (settings, family) =>
    when(
      family === "sql" && !settings.s3AccessGrants && !settings.userLevelPrefix,
      "userLevelPrefix",
      "Needs S3 Access Grants.",
    ),
  ({ minimumEncryption, managedResults }) =>
    when(
      minimumEncryption && managedResults,
      "minimumEncryption",
      "No effect while managed query results are on: it is about buckets.",
    ),
  ({ minimumEncryption, managedResults, enforceConfiguration }) =>
    when(
      minimumEncryption && !managedResults && enforceConfiguration,
      "minimumEncryption",
      "No effect while client-side settings are overridden: there is nothing to choose.",
    ),
  ({ minimumEncryption, managedResults, enforceConfiguration, encryptionOption }) =>
    when(
      minimumEncryption && !managedResults && !enforceConfiguration && !encryptionOption,
      "minimumEncryption",
      "No effect until the workgroup has an encryption to measure by.",
    ),
  ({ minimumEncryption, managedResults, enforceConfiguration, encryptionOption }) =>
    when(
      minimumEncryption &&
        !managedResults &&
        !enforceConfiguration &&
        encryptionOption === "SSE_S3",
      "minimumEncryption",
      "Nothing is refused: SSE-S3 is the weakest encryption.",
    ),
];

export const HINTS: readonly Hint[] = [...results, ...limits, ...spark, ...logging, ...access];
