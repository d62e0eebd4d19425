import type { WorkGroup, WorkGroupConfiguration } from "@aws-sdk/client-athena";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";

type Tags = Record<string, string>;
type Configuration = WorkGroupConfiguration;
const results = (from: Configuration) => from.ResultConfiguration;
const managed = (from: Configuration) => from.ManagedQueryResultsConfiguration;
const engine = (from: Configuration) => from.EngineConfiguration;
const queryDpus = (from: Configuration) =>
  engine(from)?.Classifications?.find(({ Name }) => Name === "athena-query-engine-properties")
    ?.Properties;
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const managedLog = (from: Configuration) =>
  from.MonitoringConfiguration?.ManagedLoggingConfiguration;
const s3Log = (from: Configuration) => from.MonitoringConfiguration?.S3LoggingConfiguration;
const cloudWatch = (from: Configuration) =>
  from.MonitoringConfiguration?.CloudWatchLoggingConfiguration;
const grants = (from: Configuration) => from.QueryResultsS3AccessGrantsConfiguration;

/** Where Athena's own answer has each setting (reference 6.1), read without the code that the console reads it with. */
const IN_ATHENA: Record<SettingId, (from: Configuration, whole: WorkGroup, tags: Tags) => unknown> =
  {
    description: (_, { Description }) => Description,
    state: (_, { State }) => State,
    tags: (_from, _whole, tags) => tags,
    outputLocation: (from) => results(from)?.OutputLocation,
    encryptionOption: (from) => results(from)?.EncryptionConfiguration?.EncryptionOption,
    encryptionKmsKey: (from) => results(from)?.EncryptionConfiguration?.KmsKey,
    expectedBucketOwner: (from) => results(from)?.ExpectedBucketOwner,
    s3AclOption: (from) => results(from)?.AclConfiguration?.S3AclOption,
    enforceConfiguration: (from) => from.EnforceWorkGroupConfiguration,
    managedResults: (from) => managed(from)?.Enabled,
    managedResultsKmsKey: (from) => managed(from)?.EncryptionConfiguration?.KmsKey,
    scanLimitBytes: (from) => from.BytesScannedCutoffPerQuery,
    requesterPays: (from) => from.RequesterPaysEnabled,
    publishMetrics: (from) => from.PublishCloudWatchMetricsEnabled,
    engineVersion: (from) => from.EngineVersion?.SelectedEngineVersion,
    minDpus: (from) => number(queryDpus(from)?.["min-dpu-count"]),
    maxDpus: (from) => number(queryDpus(from)?.["max-dpu-count"]),
    executionRole: (from) => from.ExecutionRole,
    coordinatorDpuSize: (from) => engine(from)?.CoordinatorDpuSize,
    defaultExecutorDpuSize: (from) => engine(from)?.DefaultExecutorDpuSize,
    maxConcurrentDpus: (from) => engine(from)?.MaxConcurrentDpus,
    additionalConfigs: (from) => engine(from)?.AdditionalConfigs,
    sparkProperties: (from) => engine(from)?.SparkProperties,
    classifications: (from) =>
      Object.fromEntries(
        (engine(from)?.Classifications ?? [])
          .filter(({ Name }) => Name !== "athena-query-engine-properties")
          .map(({ Name, Properties }) => [Name, Properties]),
      ),
    additionalConfiguration: (from) => from.AdditionalConfiguration,
    contentKmsKey: (from) => from.CustomerContentEncryptionConfiguration?.KmsKey,
    managedLogging: (from) => managedLog(from)?.Enabled,
    managedLoggingKmsKey: (from) => managedLog(from)?.KmsKey,
    s3Logging: (from) => s3Log(from)?.Enabled,
    s3LogLocation: (from) => s3Log(from)?.LogLocation,
    s3LoggingKmsKey: (from) => s3Log(from)?.KmsKey,
    cloudWatchLogging: (from) => cloudWatch(from)?.Enabled,
    logGroup: (from) => cloudWatch(from)?.LogGroup,
    logStreamPrefix: (from) => cloudWatch(from)?.LogStreamNamePrefix,
    logTypes: (from) => cloudWatch(from)?.LogTypes,
    identityCenter: (from) => from.IdentityCenterConfiguration?.EnableIdentityCenter,
    identityCenterInstance: (from) => from.IdentityCenterConfiguration?.IdentityCenterInstanceArn,
    s3AccessGrants: (from) => grants(from)?.EnableS3AccessGrants,
    userLevelPrefix: (from) => grants(from)?.CreateUserLevelPrefix,
    minimumEncryption: (from) => from.EnableMinimumEncryptionConfiguration,
  };

const SETTING_IDS = Object.keys(IN_ATHENA) as SettingId[];

/** What says nothing is absent: false, an empty text, an empty map. */
function said(value: unknown): unknown {
  if (value === false || value === "" || value === null) return undefined;
  if (typeof value === "object" && Object.keys(value as object).length === 0) return undefined;
  return value;
}

/** Settings as Athena's answer has them; what says nothing is absent. */
export const saidInAthena = (
  workgroup: WorkGroup,
  tags: Tags,
): Partial<Record<SettingId, unknown>> =>
  Object.fromEntries(
    SETTING_IDS.flatMap((setting) => {
      const value = said(IN_ATHENA[setting](workgroup.Configuration ?? {}, workgroup, tags));
      return value === undefined ? [] : [[setting, value]];
    }),
  );

/** Settings of ours in the same form. */
export const saidOf = (settings: WorkgroupSettings): Partial<Record<SettingId, unknown>> =>
  Object.fromEntries(
    SETTING_IDS.flatMap((setting) => {
      const value = said(settings[setting]);
      return value === undefined ? [] : [[setting, value]];
    }),
  );
