import { ENGINE_FAMILIES, type EngineFamily } from "../engines";

/** Text to text: properties, parameters, tags. */
export type TextMap = Readonly<Record<string, string>>;

/**
 * All that can be set on a workgroup, flat, one member a setting of Athena (reference 6.1). An absent member is a
 * setting that is not set. Booleans are always there: Athena cannot unset them, and what it leaves out is false.
 */
export type WorkgroupSettings = {
  /** Empty when there is none. */
  description: string;
  /** ENABLED or DISABLED; kept as Athena spells it. */
  state: string;
  tags: TextMap;

  outputLocation?: string | undefined;
  /** SSE_S3, SSE_KMS or CSE_KMS. */
  encryptionOption?: string | undefined;
  encryptionKmsKey?: string | undefined;
  /** Twelve digits. */
  expectedBucketOwner?: string | undefined;
  /** BUCKET_OWNER_FULL_CONTROL. */
  s3AclOption?: string | undefined;
  enforceConfiguration: boolean;
  managedResults: boolean;
  managedResultsKmsKey?: string | undefined;

  scanLimitBytes?: number | undefined;
  requesterPays: boolean;
  publishMetrics: boolean;

  /** What was chosen, AUTO for one. What it runs on now is not a setting. */
  engineVersion: string;
  /** Of queries on reserved capacity. */
  minDpus?: number | undefined;
  maxDpus?: number | undefined;

  /** Spark sessions run as it; required with IAM Identity Center. */
  executionRole?: string | undefined;
  coordinatorDpuSize?: number | undefined;
  defaultExecutorDpuSize?: number | undefined;
  maxConcurrentDpus?: number | undefined;
  additionalConfigs?: TextMap | undefined;
  /** PySpark 3 only. */
  sparkProperties?: TextMap | undefined;
  /** Spark 3.5 only: properties by the name of their classification, `spark-defaults` for one. */
  classifications?: Readonly<Record<string, TextMap>> | undefined;
  /** JSON text for the notebook engine, at most 128 characters. */
  additionalConfiguration?: string | undefined;

  contentKmsKey?: string | undefined;

  managedLogging: boolean;
  managedLoggingKmsKey?: string | undefined;
  s3Logging: boolean;
  s3LogLocation?: string | undefined;
  s3LoggingKmsKey?: string | undefined;
  cloudWatchLogging: boolean;
  logGroup?: string | undefined;
  logStreamPrefix?: string | undefined;
  /** SPARK_DRIVER and SPARK_EXECUTOR to STDOUT, STDERR; absent means all. */
  logTypes?: Readonly<Record<string, readonly string[]>> | undefined;

  identityCenter: boolean;
  identityCenterInstance?: string | undefined;
  s3AccessGrants: boolean;
  userLevelPrefix: boolean;
  minimumEncryption: boolean;
};

export type SettingId = keyof WorkgroupSettings;

/** How results can be encrypted, the weakest first (reference 6.1). */
export const ENCRYPTION_OPTIONS = ["SSE_S3", "SSE_KMS", "CSE_KMS"] as const;
export type EncryptionOption = (typeof ENCRYPTION_OPTIONS)[number];

/** The lowest limit that Athena takes. */
export const SCAN_LIMIT_MIN_BYTES = 10_000_000;
/** The highest that the console of AWS takes: 7 EiB. */
export const SCAN_LIMIT_MAX_BYTES = 7 * 1_024 ** 6;

/** The parts of form, page and compare, in this order. */
export const SECTIONS = [
  "general",
  "results",
  "limits",
  "engine",
  "spark",
  "content",
  "logging",
  "access",
  "tags",
] as const;
export type SectionId = (typeof SECTIONS)[number];

type SettingKind =
  | "text"
  | "longText"
  | "choice"
  | "switch"
  | "bytes"
  | "count"
  | "s3Location"
  | "arn"
  | "map"
  | "classifications"
  | "logTypes";

export type SettingFacts = {
  section: SectionId;
  label: string;
  kind: SettingKind;
  /** The member of WorkGroupConfiguration, or of the workgroup itself. */
  athena: string;
  families: readonly EngineFamily[];
  /** What it is for, in one or two sentences. */
  meaning: string;
  /** What holds where it is not set. */
  unset: string;
  /** Never changes after the workgroup was created. */
  fixedAtCreation?: true;
  /** Why it cannot be taken away once it is set. */
  keptForever?: string;
};

export const SQL = ["sql"] as const satisfies readonly EngineFamily[];
export const ALL = ENGINE_FAMILIES;
