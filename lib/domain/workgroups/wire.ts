import type { EngineFamily } from "../engines";
import type {
  AccessGrants,
  Classification,
  Configuration,
  EncryptionConfiguration,
  EngineConfiguration,
  MonitoringConfiguration,
  Workgroup,
} from "./athena-shapes";
import type { TextMap, WorkgroupSettings } from "./settings";

/** Where a SQL workgroup keeps the DPUs of queries on reserved capacity (reference 6.3). */
const QUERY_CLASSIFICATION = "athena-query-engine-properties";
const MIN_DPUS = "min-dpu-count";
const MAX_DPUS = "max-dpu-count";

const ENGINE_OF: Record<EngineFamily, string> = {
  sql: "AUTO",
  pyspark: "PySpark engine version 3",
  sparkConnect: "Apache Spark version 3.5",
};

const OFF = {
  enforceConfiguration: false,
  managedResults: false,
  requesterPays: false,
  publishMetrics: false,
  managedLogging: false,
  s3Logging: false,
  cloudWatchLogging: false,
  identityCenter: false,
  s3AccessGrants: false,
  userLevelPrefix: false,
  minimumEncryption: false,
};

/** What the form for a new workgroup begins with: clients cannot override it, and it can be watched. */
export const newSettings = (family: EngineFamily): WorkgroupSettings => ({
  ...OFF,
  description: "",
  state: "ENABLED",
  tags: {},
  engineVersion: ENGINE_OF[family],
  enforceConfiguration: family === "sql",
  publishMetrics: true,
  managedLogging: family === "sparkConnect",
});

const isFilled = (value: object | undefined) =>
  value !== undefined && Object.keys(value).length > 0;
const mapOf = <Map extends object>(map: Map | undefined) => (isFilled(map) ? map : undefined);

/** Anything else in it is not for two numbers to say: it stays whole, among the classifications. */
const isOfDpus = ({ Name, Properties = {} }: Classification) =>
  Name === QUERY_CLASSIFICATION &&
  Object.entries(Properties).every(
    ([key, value]) => (key === MIN_DPUS || key === MAX_DPUS) && /^\d{1,9}$/.test(value),
  );

function readClassifications(given: readonly Classification[], family: EngineFamily) {
  const isOfQueries = (one: Classification) => family === "sql" && isOfDpus(one);
  const { [MIN_DPUS]: min, [MAX_DPUS]: max } = given.find(isOfQueries)?.Properties ?? {};
  const others = given.filter((one) => !isOfQueries(one) && isFilled(one.Properties));
  return {
    minDpus: min === undefined ? undefined : Number(min),
    maxDpus: max === undefined ? undefined : Number(max),
    classifications: mapOf(
      Object.fromEntries(others.map((one) => [one.Name ?? "", one.Properties ?? {}])),
    ),
  };
}

function readResults({
  ResultConfiguration: results,
  ManagedQueryResultsConfiguration: managed,
}: Configuration) {
  return {
    outputLocation: results?.OutputLocation,
    encryptionOption: results?.EncryptionConfiguration?.EncryptionOption,
    encryptionKmsKey: results?.EncryptionConfiguration?.KmsKey,
    expectedBucketOwner: results?.ExpectedBucketOwner,
    s3AclOption: results?.AclConfiguration?.S3AclOption,
    managedResults: managed?.Enabled ?? false,
    managedResultsKmsKey: managed?.EncryptionConfiguration?.KmsKey,
  };
}

/** Without any MonitoringConfiguration the logs of Spark 3.5 are managed (reference 6.1). */
function readLogging(monitoring: MonitoringConfiguration | undefined, family: EngineFamily) {
  const {
    ManagedLoggingConfiguration: managed,
    S3LoggingConfiguration: s3,
    CloudWatchLoggingConfiguration: cloudWatch,
  } = monitoring ?? {};
  return {
    managedLogging: managed?.Enabled ?? (family === "sparkConnect" && monitoring === undefined),
    managedLoggingKmsKey: managed?.KmsKey,
    s3Logging: s3?.Enabled ?? false,
    s3LogLocation: s3?.LogLocation,
    s3LoggingKmsKey: s3?.KmsKey,
    cloudWatchLogging: cloudWatch?.Enabled ?? false,
    logGroup: cloudWatch?.LogGroup,
    logStreamPrefix: cloudWatch?.LogStreamNamePrefix,
    logTypes: mapOf(cloudWatch?.LogTypes),
  };
}

/** The settings of a workgroup as GetWorkGroup and ListTagsForResource tell them. */
export function readSettings(
  workgroup: Workgroup,
  tags: TextMap,
  family: EngineFamily,
): WorkgroupSettings {
  const configuration = workgroup.Configuration ?? {};
  const engine = configuration.EngineConfiguration;
  const grants = configuration.QueryResultsS3AccessGrantsConfiguration;
  return {
    description: workgroup.Description ?? "",
    state: workgroup.State ?? "ENABLED",
    tags,
    ...readResults(configuration),
    enforceConfiguration: configuration.EnforceWorkGroupConfiguration ?? false,
    scanLimitBytes: configuration.BytesScannedCutoffPerQuery,
    requesterPays: configuration.RequesterPaysEnabled ?? false,
    publishMetrics: configuration.PublishCloudWatchMetricsEnabled ?? false,
    engineVersion: configuration.EngineVersion?.SelectedEngineVersion || ENGINE_OF[family],
    ...readClassifications(engine?.Classifications ?? [], family),
    executionRole: configuration.ExecutionRole,
    coordinatorDpuSize: engine?.CoordinatorDpuSize,
    defaultExecutorDpuSize: engine?.DefaultExecutorDpuSize,
    maxConcurrentDpus: engine?.MaxConcurrentDpus,
    additionalConfigs: mapOf(engine?.AdditionalConfigs),
    sparkProperties: mapOf(engine?.SparkProperties),
    additionalConfiguration: configuration.AdditionalConfiguration,
    contentKmsKey: configuration.CustomerContentEncryptionConfiguration?.KmsKey,
    ...readLogging(configuration.MonitoringConfiguration, family),
    identityCenter: configuration.IdentityCenterConfiguration?.EnableIdentityCenter ?? false,
    identityCenterInstance: configuration.IdentityCenterConfiguration?.IdentityCenterInstanceArn,
    s3AccessGrants: grants?.EnableS3AccessGrants ?? false,
    userLevelPrefix: grants?.CreateUserLevelPrefix ?? false,
    minimumEncryption: configuration.EnableMinimumEncryptionConfiguration ?? false,
  };
}

/** Empty texts, as fields leave them, are what is not set. */
export const given = (text: string | undefined) => text || undefined;
export const keyOf = (key: string | undefined) => (key ? { KmsKey: key } : undefined);

/** Option and key travel together. Athena names new options before we know them: they pass. */
export function encryptionOf(settings: WorkgroupSettings): EncryptionConfiguration | undefined {
  const option = given(settings.encryptionOption) as EncryptionConfiguration["EncryptionOption"];
  if (option === undefined) return undefined;
  return { EncryptionOption: option, ...keyOf(settings.encryptionKmsKey) };
}

export const grantsOf = (settings: WorkgroupSettings): AccessGrants => ({
  EnableS3AccessGrants: settings.s3AccessGrants,
  CreateUserLevelPrefix: settings.userLevelPrefix,
  AuthenticationType: "DIRECTORY_IDENTITY",
});

function classificationsOf(settings: WorkgroupSettings): Classification[] {
  const dpus = {
    ...(settings.minDpus !== undefined && { [MIN_DPUS]: String(settings.minDpus) }),
    ...(settings.maxDpus !== undefined && { [MAX_DPUS]: String(settings.maxDpus) }),
  };
  const { [QUERY_CLASSIFICATION]: ofQueries, ...others } = settings.classifications ?? {};
  const queries = { ...ofQueries, ...dpus };
  return [
    ...(isFilled(queries) ? [{ Name: QUERY_CLASSIFICATION, Properties: queries }] : []),
    ...Object.entries(others).map(([Name, Properties]) => ({ Name, Properties })),
  ];
}

/** The whole of it; members that say nothing are left out. */
export function engineConfigurationOf(settings: WorkgroupSettings): EngineConfiguration {
  const classifications = classificationsOf(settings);
  const { coordinatorDpuSize, defaultExecutorDpuSize, maxConcurrentDpus } = settings;
  return {
    ...(coordinatorDpuSize !== undefined && { CoordinatorDpuSize: coordinatorDpuSize }),
    ...(maxConcurrentDpus !== undefined && { MaxConcurrentDpus: maxConcurrentDpus }),
    ...(defaultExecutorDpuSize !== undefined && { DefaultExecutorDpuSize: defaultExecutorDpuSize }),
    ...(isFilled(settings.additionalConfigs) && { AdditionalConfigs: settings.additionalConfigs }),
    ...(isFilled(settings.sparkProperties) && { SparkProperties: settings.sparkProperties }),
    ...(classifications.length > 0 && { Classifications: classifications }),
  };
}

/** The whole of it; what is off says so. */
export function monitoringOf(settings: WorkgroupSettings): MonitoringConfiguration {
  const { s3LogLocation, logGroup, logStreamPrefix } = settings;
  const logTypes = Object.entries(settings.logTypes ?? {}).map(
    ([type, outputs]): [string, string[]] => [type, [...outputs]],
  );
  return {
    ManagedLoggingConfiguration: {
      Enabled: settings.managedLogging,
      ...keyOf(settings.managedLoggingKmsKey),
    },
    S3LoggingConfiguration: {
      Enabled: settings.s3Logging,
      ...(s3LogLocation && { LogLocation: s3LogLocation }),
      ...keyOf(settings.s3LoggingKmsKey),
    },
    CloudWatchLoggingConfiguration: {
      Enabled: settings.cloudWatchLogging,
      ...(logGroup && { LogGroup: logGroup }),
      ...(logStreamPrefix && { LogStreamNamePrefix: logStreamPrefix }),
      ...(logTypes.length > 0 && { LogTypes: Object.fromEntries(logTypes) }),
    },
  };
}
