import { limitText } from "./format-setting";
import type { SettingId, WorkgroupSettings } from "./settings";

type Title = (after: WorkgroupSettings, had: boolean, has: boolean) => string;

/** A value that is given, replaced or taken away. */
const value =
  (set: string, change: string, remove: string): Title =>
  (_after, had, has) =>
    !has ? remove : had ? change : set;
const toggle =
  (on: string, off: string): Title =>
  (_after, _had, has) =>
    has ? on : off;
/** A figure that is named in the title. */
const figure = (setting: SettingId, title: (text: string) => string, remove: string): Title => {
  return (after, _had, has) => {
    const given = after[setting];
    return has && given !== undefined
      ? title(typeof given === "number" ? limitOf(setting, given) : String(given))
      : remove;
  };
};
const limitOf = (setting: SettingId, given: number) =>
  setting === "scanLimitBytes" ? limitText(given) : given.toLocaleString("en-US");

const ENCRYPTION: Readonly<Record<string, string>> = {
  SSE_S3: "Encrypt results with keys of S3",
  SSE_KMS: "Encrypt results with KMS",
  CSE_KMS: "Encrypt results with KMS before they leave Athena",
};

/** What a change is, as an order: `Limit each query to 500 GB`. */
export const TITLES: Readonly<Record<SettingId, Title>> = {
  description: value("Describe the workgroup", "Change the description", "Remove the description"),
  state: ({ state }) =>
    state === "ENABLED"
      ? "Enable the workgroup"
      : state === "DISABLED"
        ? "Disable the workgroup"
        : `Change the state to ${state}`,
  outputLocation: value(
    "Write results to a location in S3",
    "Write results to another location",
    "Remove the output location",
  ),
  encryptionOption: ({ encryptionOption: option = "" }, _had, has) =>
    has
      ? (ENCRYPTION[option] ?? `Encrypt results with ${option}`)
      : "Leave encryption of results to the bucket",
  encryptionKmsKey: value(
    "Use a KMS key for results",
    "Use another KMS key for results",
    "Remove the KMS key of results",
  ),
  expectedBucketOwner: value(
    "Check who owns the bucket of results",
    "Expect another owner of the bucket of results",
    "Stop checking who owns the bucket of results",
  ),
  s3AclOption: value(
    "Give the owner of the bucket full control of results",
    "Change the ACL of results",
    "Write results without an ACL",
  ),
  enforceConfiguration: toggle(
    "Override client-side settings",
    "Stop overriding client-side settings",
  ),
  managedResults: toggle(
    "Keep results in storage of Athena",
    "Stop keeping results in storage of Athena",
  ),
  managedResultsKmsKey: value(
    "Encrypt managed results with a KMS key",
    "Use another KMS key for managed results",
    "Encrypt managed results with a key of AWS",
  ),
  scanLimitBytes: figure(
    "scanLimitBytes",
    (text) => `Limit each query to ${text}`,
    "Remove the scan limit",
  ),
  requesterPays: toggle("Allow Requester Pays buckets", "Refuse Requester Pays buckets"),
  publishMetrics: toggle("Publish metrics to CloudWatch", "Stop publishing metrics to CloudWatch"),
  engineVersion: ({ engineVersion }) =>
    engineVersion === "AUTO" ? "Let Athena choose the engine version" : `Run on ${engineVersion}`,
  minDpus: figure(
    "minDpus",
    (text) => `Start queries with at least ${text} DPUs`,
    "Remove the minimum of DPUs per query",
  ),
  maxDpus: figure(
    "maxDpus",
    (text) => `Limit each query to ${text} DPUs`,
    "Remove the maximum of DPUs per query",
  ),
  executionRole: value(
    "Run as an execution role",
    "Run as another execution role",
    "Remove the execution role",
  ),
  coordinatorDpuSize: figure(
    "coordinatorDpuSize",
    (text) => `Set the coordinator size to ${text} DPU`,
    "Remove the coordinator size",
  ),
  defaultExecutorDpuSize: figure(
    "defaultExecutorDpuSize",
    (text) => `Set the executor size to ${text} DPU`,
    "Remove the executor size",
  ),
  maxConcurrentDpus: figure(
    "maxConcurrentDpus",
    (text) => `Limit each session to ${text} DPUs`,
    "Remove the maximum of DPUs per session",
  ),
  additionalConfigs: value(
    "Set additional configs",
    "Change additional configs",
    "Remove all additional configs",
  ),
  sparkProperties: value(
    "Set Spark properties",
    "Change Spark properties",
    "Remove all Spark properties",
  ),
  classifications: value(
    "Set Spark properties",
    "Change Spark properties",
    "Remove all Spark properties",
  ),
  additionalConfiguration: value(
    "Set the configuration of the notebook engine",
    "Change the configuration of the notebook engine",
    "Remove the configuration of the notebook engine",
  ),
  contentKmsKey: value(
    "Encrypt notebooks and code with a KMS key",
    "Use another KMS key for notebooks and code",
    "Encrypt notebooks and code with a key of AWS",
  ),
  managedLogging: toggle(
    "Keep logs of sessions in Athena",
    "Stop keeping logs of sessions in Athena",
  ),
  managedLoggingKmsKey: value(
    "Encrypt managed logs with a KMS key",
    "Use another KMS key for managed logs",
    "Encrypt managed logs with a key of AWS",
  ),
  s3Logging: toggle("Write logs to S3", "Stop writing logs to S3"),
  s3LogLocation: value(
    "Set the location of logs",
    "Write logs to another location",
    "Remove the location of logs",
  ),
  s3LoggingKmsKey: value(
    "Encrypt logs in S3 with a KMS key",
    "Use another KMS key for logs in S3",
    "Remove the KMS key of logs in S3",
  ),
  cloudWatchLogging: toggle("Write logs to CloudWatch", "Stop writing logs to CloudWatch"),
  logGroup: value(
    "Choose the log group",
    "Write logs to another log group",
    "Let Athena choose the log group",
  ),
  logStreamPrefix: value(
    "Set a prefix of log streams",
    "Change the prefix of log streams",
    "Remove the prefix of log streams",
  ),
  logTypes: value(
    "Choose which logs go to CloudWatch",
    "Change which logs go to CloudWatch",
    "Write all logs to CloudWatch",
  ),
  identityCenter: toggle("Use IAM Identity Center", "Stop using IAM Identity Center"),
  identityCenterInstance: value(
    "Choose the Identity Center instance",
    "Use another Identity Center instance",
    "Remove the Identity Center instance",
  ),
  s3AccessGrants: toggle(
    "Use S3 Access Grants for results",
    "Stop using S3 Access Grants for results",
  ),
  userLevelPrefix: toggle(
    "Give each person a folder for results",
    "Write results of all people to one folder",
  ),
  minimumEncryption: toggle(
    "Refuse weaker encryption than the workgroup's",
    "Allow any encryption",
  ),
  tags: value("Tag the workgroup", "Change tags", "Remove all tags"),
};
