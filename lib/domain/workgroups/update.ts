import type { EngineFamily } from "../engines";
import { tagCalls } from "../tag-changes";
import type {
  AclConfiguration,
  Configuration,
  ConfigurationUpdates,
  CreateInput,
  EngineConfiguration,
  Tag,
  UpdateInput,
} from "./athena-shapes";
import { equalSettings } from "./changes";
import type { SettingId, TextMap, WorkgroupSettings } from "./settings";
import { encryptionOf, engineConfigurationOf, given, grantsOf, keyOf, monitoringOf } from "./wire";

/** Without members that say nothing; nothing at all when none is left. */
function trimmed<Shape extends object>(shape: Shape): Shape | undefined {
  const members = Object.entries(shape).filter(([, value]) => value !== undefined);
  return members.length === 0 ? undefined : (Object.fromEntries(members) as Shape);
}

const aclOf = (settings: WorkgroupSettings): AclConfiguration | undefined => {
  const option = given(settings.s3AclOption) as AclConfiguration["S3AclOption"];
  return option && { S3AclOption: option };
};

const tagsOf = (tags: TextMap): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/**
 * CreateWorkGroup's input. Switches that only some workgroups have are named when they are on: Athena refuses
 * them elsewhere, even as false. The others are always named, because defaults differ between clients.
 */
export function createInputOf(
  name: string,
  settings: WorkgroupSettings,
  family: EngineFamily,
): CreateInput {
  const { description } = settings;
  const configuration: Configuration = {
    ResultConfiguration: trimmed({
      OutputLocation: given(settings.outputLocation),
      EncryptionConfiguration: encryptionOf(settings),
      ExpectedBucketOwner: given(settings.expectedBucketOwner),
      AclConfiguration: aclOf(settings),
    }),
    ManagedQueryResultsConfiguration:
      settings.managedResults || settings.managedResultsKmsKey
        ? {
            Enabled: settings.managedResults,
            ...(settings.managedResultsKmsKey && {
              EncryptionConfiguration: { KmsKey: settings.managedResultsKmsKey },
            }),
          }
        : undefined,
    EnforceWorkGroupConfiguration: settings.enforceConfiguration,
    PublishCloudWatchMetricsEnabled: settings.publishMetrics,
    BytesScannedCutoffPerQuery: settings.scanLimitBytes,
    RequesterPaysEnabled: settings.requesterPays || undefined,
    EngineVersion: { SelectedEngineVersion: settings.engineVersion },
    EngineConfiguration: trimmed(engineConfigurationOf(settings)),
    ExecutionRole: given(settings.executionRole),
    AdditionalConfiguration: given(settings.additionalConfiguration),
    CustomerContentEncryptionConfiguration: keyOf(settings.contentKmsKey),
    MonitoringConfiguration: hasLogging(settings, family) ? monitoringOf(settings) : undefined,
    IdentityCenterConfiguration:
      settings.identityCenter || settings.identityCenterInstance
        ? {
            EnableIdentityCenter: settings.identityCenter,
            ...(settings.identityCenterInstance && {
              IdentityCenterInstanceArn: settings.identityCenterInstance,
            }),
          }
        : undefined,
    QueryResultsS3AccessGrantsConfiguration:
      settings.s3AccessGrants || settings.userLevelPrefix ? grantsOf(settings) : undefined,
    EnableMinimumEncryptionConfiguration: settings.minimumEncryption || undefined,
  };
  const tags = tagsOf(settings.tags);
  return {
    Name: name,
    ...(description !== "" && { Description: description }),
    Configuration: trimmed(configuration) ?? {},
    ...(tags.length > 0 && { Tags: tags }),
  };
}

const LOGGING: readonly SettingId[] = [
  "managedLogging",
  "managedLoggingKmsKey",
  "s3Logging",
  "s3LogLocation",
  "s3LoggingKmsKey",
  "cloudWatchLogging",
  "logGroup",
  "logStreamPrefix",
  "logTypes",
];
const ENGINE: readonly SettingId[] = [
  "minDpus",
  "maxDpus",
  "coordinatorDpuSize",
  "defaultExecutorDpuSize",
  "maxConcurrentDpus",
  "additionalConfigs",
  "sparkProperties",
  "classifications",
];

const hasLogging = (settings: WorkgroupSettings, family: EngineFamily) =>
  family === "sparkConnect" || LOGGING.some((setting) => Boolean(settings[setting]));

type Pair = { before: WorkgroupSettings; after: WorkgroupSettings };
const changes = ({ before, after }: Pair, ...settings: readonly SettingId[]) =>
  settings.some((setting) => !equalSettings(before[setting], after[setting]));

/** A value that changed, or the flag that takes it away. */
const setOrRemove = <Name extends string, Value>(
  name: Name,
  flag: string,
  value: Value | undefined,
) => (value === undefined ? { [flag]: true } : { [name]: value });

function resultUpdates(pair: Pair): ConfigurationUpdates["ResultConfigurationUpdates"] {
  const { after } = pair;
  return trimmed({
    ...(changes(pair, "outputLocation") &&
      setOrRemove("OutputLocation", "RemoveOutputLocation", given(after.outputLocation))),
    ...(changes(pair, "encryptionOption", "encryptionKmsKey") &&
      setOrRemove("EncryptionConfiguration", "RemoveEncryptionConfiguration", encryptionOf(after))),
    ...(changes(pair, "expectedBucketOwner") &&
      setOrRemove(
        "ExpectedBucketOwner",
        "RemoveExpectedBucketOwner",
        given(after.expectedBucketOwner),
      )),
    ...(changes(pair, "s3AclOption") &&
      setOrRemove("AclConfiguration", "RemoveAclConfiguration", aclOf(after))),
  });
}

/** RemoveEncryptionConfiguration drops the key, as its name says; the API's text differs (unverified). */
function managedResultUpdates(
  pair: Pair,
): ConfigurationUpdates["ManagedQueryResultsConfigurationUpdates"] {
  const { after } = pair;
  return trimmed({
    ...(changes(pair, "managedResults") && { Enabled: after.managedResults }),
    ...(changes(pair, "managedResultsKmsKey") &&
      setOrRemove(
        "EncryptionConfiguration",
        "RemoveEncryptionConfiguration",
        keyOf(after.managedResultsKmsKey),
      )),
  });
}

/**
 * Whole, because UpdateWorkGroup replaces it whole (unverified). What is emptied is named as empty, so that it
 * goes away too should Athena keep members that are left out.
 */
function engineUpdate({ before, after }: Pair): EngineConfiguration {
  const [had, has] = [engineConfigurationOf(before), engineConfigurationOf(after)];
  return {
    ...(had.AdditionalConfigs && { AdditionalConfigs: {} }),
    ...(had.SparkProperties && { SparkProperties: {} }),
    ...(had.Classifications && { Classifications: [] }),
    ...has,
  };
}

/** What IAM Identity Center is stays as it was created; role and notebook JSON cannot be taken away. */
function configurationUpdates(pair: Pair): ConfigurationUpdates | undefined {
  const { after } = pair;
  const contentKey = keyOf(after.contentKmsKey);
  return trimmed({
    ResultConfigurationUpdates: resultUpdates(pair),
    ManagedQueryResultsConfigurationUpdates: managedResultUpdates(pair),
    ...(changes(pair, "enforceConfiguration") && {
      EnforceWorkGroupConfiguration: after.enforceConfiguration,
    }),
    ...(changes(pair, "publishMetrics") && {
      PublishCloudWatchMetricsEnabled: after.publishMetrics,
    }),
    ...(changes(pair, "scanLimitBytes") &&
      setOrRemove(
        "BytesScannedCutoffPerQuery",
        "RemoveBytesScannedCutoffPerQuery",
        after.scanLimitBytes,
      )),
    ...(changes(pair, "requesterPays") && { RequesterPaysEnabled: after.requesterPays }),
    ...(changes(pair, "engineVersion") && {
      EngineVersion: { SelectedEngineVersion: after.engineVersion },
    }),
    ...(changes(pair, ...ENGINE) && { EngineConfiguration: engineUpdate(pair) }),
    ...(changes(pair, "executionRole") && { ExecutionRole: given(after.executionRole) }),
    ...(changes(pair, "additionalConfiguration") && {
      AdditionalConfiguration: given(after.additionalConfiguration),
    }),
    ...(changes(pair, "contentKmsKey") &&
      setOrRemove(
        "CustomerContentEncryptionConfiguration",
        "RemoveCustomerContentEncryptionConfiguration",
        contentKey,
      )),
    ...(changes(pair, ...LOGGING) && { MonitoringConfiguration: monitoringOf(after) }),
    ...(changes(pair, "s3AccessGrants", "userLevelPrefix") && {
      QueryResultsS3AccessGrantsConfiguration: grantsOf(after),
    }),
    ...(changes(pair, "minimumEncryption") && {
      EnableMinimumEncryptionConfiguration: after.minimumEncryption,
    }),
  });
}

/** The calls that lead from `before` to `after`: what did not change is in none of them. */
export function updateInputOf(
  name: string,
  before: WorkgroupSettings,
  after: WorkgroupSettings,
): { update?: UpdateInput; tag: Tag[]; untag: string[] } {
  const pair = { before, after };
  const update = trimmed({
    ...(changes(pair, "description") && { Description: after.description }),
    ...(changes(pair, "state") && { State: after.state as NonNullable<UpdateInput["State"]> }),
    ConfigurationUpdates: configurationUpdates(pair),
  });
  return {
    ...(update && { update: { WorkGroup: name, ...update } }),
    ...tagCalls(before.tags, after.tags),
  };
}
