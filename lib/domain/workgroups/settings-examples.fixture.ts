import type { EngineFamily } from "../engines";
import { settingsOf } from "./setting-table";
import type { SettingId, WorkgroupSettings } from "./settings";
import { newSettings } from "./wire";

type Some = Partial<WorkgroupSettings>;
type Example = {
  first: Some;
  /** Another value; absent where there is one only. */
  second?: Some;
  /** Without it; absent where Athena cannot take it away. */
  removed?: Some;
  /** What has to hold beside it, from creation on. */
  beside?: Some | ((family: EngineFamily) => Some);
  /** Where some families have nothing to choose. */
  families?: readonly EngineFamily[];
};

export type SettingExample = {
  setting: SettingId;
  family: EngineFamily;
  /** A whole configuration without the setting, that the rules allow. */
  base: WorkgroupSettings;
  first: WorkgroupSettings;
  second?: WorkgroupSettings;
  removed?: WorkgroupSettings;
  /** It can be set at creation alone. */
  atCreation: boolean;
};

const ROLE = "arn:aws:iam::123456789012:role/athena";
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-4000-8000-0123456789ab";
const ALIAS = "alias/athena";
const IDENTITY = {
  executionRole: ROLE,
  identityCenter: true,
  identityCenterInstance: "arn:aws:sso:::instance/ssoins-1234567890abcdef",
};
const onSql = (settings: Some) => (family: EngineFamily) => (family === "sql" ? settings : {});

const text = (setting: SettingId, first: string, second: string, beside: Some = {}): Example => ({
  first: { [setting]: first },
  second: { [setting]: second },
  removed: { [setting]: undefined },
  beside,
});
/** A switch is taken away by turning it off. */
const toggle = (setting: SettingId, beside: Some = {}): Example => ({
  first: { [setting]: true },
  second: { [setting]: false },
  beside: { ...beside, [setting]: false },
});

const EXAMPLES: Readonly<Record<SettingId, Example>> = {
  description: {
    first: { description: "Reports of the finance department" },
    second: { description: `It's "quoted",\n\${new} lines, ünïcode 🦉` },
    removed: { description: "" },
  },
  state: { first: { state: "DISABLED" }, second: { state: "ENABLED" } },
  tags: {
    first: { tags: { team: "finance", "cost center": "4711" } },
    second: { tags: { team: "data", stage: "" } },
    removed: { tags: {} },
  },
  outputLocation: text("outputLocation", "s3://results/first/", "s3://other.bucket/second"),
  encryptionOption: {
    first: { encryptionOption: "SSE_S3" },
    second: { encryptionOption: "SSE_KMS", encryptionKmsKey: KEY },
    removed: { encryptionOption: undefined, encryptionKmsKey: undefined },
  },
  encryptionKmsKey: {
    ...text("encryptionKmsKey", KEY, ALIAS, { encryptionOption: "SSE_S3" }),
    first: { encryptionOption: "SSE_KMS", encryptionKmsKey: KEY },
    second: { encryptionOption: "SSE_KMS", encryptionKmsKey: ALIAS },
    removed: { encryptionOption: "SSE_S3", encryptionKmsKey: undefined },
  },
  expectedBucketOwner: text("expectedBucketOwner", "123456789012", "000000000001"),
  s3AclOption: {
    first: { s3AclOption: "BUCKET_OWNER_FULL_CONTROL" },
    removed: { s3AclOption: undefined },
  },
  enforceConfiguration: toggle("enforceConfiguration"),
  managedResults: {
    ...toggle("managedResults"),
    first: { managedResults: true, outputLocation: undefined },
    beside: { outputLocation: "s3://results/" },
  },
  managedResultsKmsKey: text("managedResultsKmsKey", KEY, ALIAS, { managedResults: true }),
  scanLimitBytes: {
    first: { scanLimitBytes: 10_000_000 },
    second: { scanLimitBytes: 500_000_000_000 },
    removed: { scanLimitBytes: undefined },
  },
  requesterPays: toggle("requesterPays"),
  publishMetrics: toggle("publishMetrics"),
  engineVersion: {
    first: { engineVersion: "Athena engine version 3" },
    second: { engineVersion: "AUTO" },
    families: ["sql"],
  },
  minDpus: { first: { minDpus: 4 }, second: { minDpus: 24 }, removed: { minDpus: undefined } },
  maxDpus: {
    first: { maxDpus: 124 },
    second: { maxDpus: 8 },
    removed: { maxDpus: undefined },
    beside: { minDpus: 4 },
  },
  executionRole: {
    first: { executionRole: ROLE },
    second: { executionRole: `${ROLE}-2` },
    beside: onSql({ ...IDENTITY, executionRole: `${ROLE}-0` }),
  },
  coordinatorDpuSize: {
    first: { coordinatorDpuSize: 1 },
    removed: { coordinatorDpuSize: undefined },
  },
  defaultExecutorDpuSize: {
    first: { defaultExecutorDpuSize: 1 },
    removed: { defaultExecutorDpuSize: undefined },
    beside: { coordinatorDpuSize: 1 },
  },
  maxConcurrentDpus: {
    first: { maxConcurrentDpus: 2 },
    second: { maxConcurrentDpus: 5_000 },
    removed: { maxConcurrentDpus: undefined },
  },
  additionalConfigs: {
    first: { additionalConfigs: { mode: "fast" } },
    second: { additionalConfigs: { mode: "safe", other: "" } },
    removed: { additionalConfigs: undefined },
    beside: { maxConcurrentDpus: 20 },
  },
  sparkProperties: {
    first: { sparkProperties: { "spark.sql.shuffle.partitions": "8" } },
    second: { sparkProperties: { "spark.sql.catalog.ice": "org.apache.iceberg.spark" } },
    removed: { sparkProperties: undefined },
  },
  classifications: {
    first: { classifications: { "spark-defaults": { "spark.executor.cores": "4" } } },
    second: { classifications: { "spark-defaults": { "spark.executor.cores": "2", a: "b" } } },
    removed: { classifications: undefined },
  },
  additionalConfiguration: {
    first: { additionalConfiguration: '{"kernel": "python"}' },
    second: { additionalConfiguration: "{}" },
  },
  contentKmsKey: text("contentKmsKey", KEY, ALIAS),
  managedLogging: toggle("managedLogging"),
  managedLoggingKmsKey: text("managedLoggingKmsKey", KEY, ALIAS),
  s3Logging: toggle("s3Logging", { s3LogLocation: "s3://logs/spark/" }),
  s3LogLocation: text("s3LogLocation", "s3://logs/spark/", "s3://logs/other"),
  s3LoggingKmsKey: text("s3LoggingKmsKey", KEY, ALIAS, {
    s3Logging: true,
    s3LogLocation: "s3://logs/",
  }),
  cloudWatchLogging: toggle("cloudWatchLogging"),
  logGroup: text("logGroup", "/aws/athena/sessions/a", "spark_logs.b", { cloudWatchLogging: true }),
  logStreamPrefix: text("logStreamPrefix", "a/", "other", { cloudWatchLogging: true }),
  logTypes: {
    first: { logTypes: { SPARK_DRIVER: ["STDOUT", "STDERR"] } },
    second: { logTypes: { SPARK_DRIVER: ["STDERR"], SPARK_EXECUTOR: ["STDOUT"] } },
    removed: { logTypes: undefined },
    beside: { cloudWatchLogging: true },
  },
  identityCenter: {
    first: IDENTITY,
    second: { identityCenter: false },
    beside: (family) => (family === "sql" ? {} : { executionRole: ROLE }),
  },
  identityCenterInstance: {
    first: IDENTITY,
    second: {
      ...IDENTITY,
      identityCenterInstance: "arn:aws-us-gov:sso:::instance/ins-abcdef1234567890",
    },
    beside: (family) => (family === "sql" ? {} : { executionRole: ROLE }),
  },
  s3AccessGrants: toggle("s3AccessGrants", IDENTITY),
  userLevelPrefix: toggle("userLevelPrefix", { ...IDENTITY, s3AccessGrants: true }),
  minimumEncryption: toggle("minimumEncryption", {
    enforceConfiguration: false,
    encryptionOption: "SSE_S3",
  }),
};

const FIXED: readonly SettingId[] = ["identityCenter", "identityCenterInstance"];

function exampleOf(setting: SettingId, family: EngineFamily): SettingExample[] {
  const { first, second, removed, beside = {}, families } = EXAMPLES[setting];
  if (families && !families.includes(family)) return [];
  const base = {
    ...newSettings(family),
    ...(typeof beside === "function" ? beside(family) : beside),
  };
  return [
    {
      setting,
      family,
      base,
      first: { ...base, ...first },
      ...(second && { second: { ...base, ...second } }),
      ...(removed && { removed: { ...base, ...removed } }),
      atCreation: FIXED.includes(setting),
    },
  ];
}

/** Every setting on every engine family that has it: set, changed and, where Athena can, taken away. */
export const ALL_EXAMPLES: readonly SettingExample[] = (
  ["sql", "pyspark", "sparkConnect"] as const
).flatMap((family) => settingsOf(family).flatMap((setting) => exampleOf(setting, family)));
