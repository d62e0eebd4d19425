import type { TextMap } from "./settings";

type Key = { KmsKey: string | undefined };
export type EncryptionConfiguration = {
  EncryptionOption: "SSE_S3" | "SSE_KMS" | "CSE_KMS" | undefined;
  KmsKey?: string | undefined;
};
export type AclConfiguration = { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" | undefined };

type ResultConfiguration = {
  OutputLocation?: string | undefined;
  EncryptionConfiguration?: EncryptionConfiguration | undefined;
  ExpectedBucketOwner?: string | undefined;
  AclConfiguration?: AclConfiguration | undefined;
};
type ManagedResults = { Enabled: boolean | undefined; EncryptionConfiguration?: Key | undefined };

export type AccessGrants = {
  EnableS3AccessGrants: boolean | undefined;
  CreateUserLevelPrefix?: boolean | undefined;
  AuthenticationType: "DIRECTORY_IDENTITY" | undefined;
};

export type MonitoringConfiguration = {
  ManagedLoggingConfiguration?:
    | { Enabled: boolean | undefined; KmsKey?: string | undefined }
    | undefined;
  S3LoggingConfiguration?:
    | {
        Enabled: boolean | undefined;
        LogLocation?: string | undefined;
        KmsKey?: string | undefined;
      }
    | undefined;
  CloudWatchLoggingConfiguration?:
    | {
        Enabled: boolean | undefined;
        LogGroup?: string | undefined;
        LogStreamNamePrefix?: string | undefined;
        LogTypes?: Record<string, string[]> | undefined;
      }
    | undefined;
};

export type Classification = { Name?: string | undefined; Properties?: TextMap | undefined };
export type EngineConfiguration = {
  CoordinatorDpuSize?: number | undefined;
  MaxConcurrentDpus?: number | undefined;
  DefaultExecutorDpuSize?: number | undefined;
  AdditionalConfigs?: TextMap | undefined;
  SparkProperties?: TextMap | undefined;
  Classifications?: Classification[] | undefined;
};

/** What CreateWorkGroup and UpdateWorkGroup call alike. */
type CommonConfiguration = {
  EnforceWorkGroupConfiguration?: boolean | undefined;
  PublishCloudWatchMetricsEnabled?: boolean | undefined;
  BytesScannedCutoffPerQuery?: number | undefined;
  RequesterPaysEnabled?: boolean | undefined;
  EngineVersion?:
    | { SelectedEngineVersion?: string | undefined; EffectiveEngineVersion?: string | undefined }
    | undefined;
  AdditionalConfiguration?: string | undefined;
  ExecutionRole?: string | undefined;
  CustomerContentEncryptionConfiguration?: Key | undefined;
  EnableMinimumEncryptionConfiguration?: boolean | undefined;
  QueryResultsS3AccessGrantsConfiguration?: AccessGrants | undefined;
  MonitoringConfiguration?: MonitoringConfiguration | undefined;
  EngineConfiguration?: EngineConfiguration | undefined;
};

export type Configuration = CommonConfiguration & {
  ResultConfiguration?: ResultConfiguration | undefined;
  ManagedQueryResultsConfiguration?: ManagedResults | undefined;
  IdentityCenterConfiguration?:
    | {
        EnableIdentityCenter?: boolean | undefined;
        IdentityCenterInstanceArn?: string | undefined;
      }
    | undefined;
};

export type ConfigurationUpdates = CommonConfiguration & {
  ResultConfigurationUpdates?:
    | (ResultConfiguration & {
        RemoveOutputLocation?: boolean | undefined;
        RemoveEncryptionConfiguration?: boolean | undefined;
        RemoveExpectedBucketOwner?: boolean | undefined;
        RemoveAclConfiguration?: boolean | undefined;
      })
    | undefined;
  ManagedQueryResultsConfigurationUpdates?:
    | {
        Enabled?: boolean | undefined;
        EncryptionConfiguration?: Key | undefined;
        RemoveEncryptionConfiguration?: boolean | undefined;
      }
    | undefined;
  RemoveBytesScannedCutoffPerQuery?: boolean | undefined;
  RemoveCustomerContentEncryptionConfiguration?: boolean | undefined;
};

export type Tag = { Key: string; Value: string };

/** What is read of a WorkGroup of Athena. */
export type Workgroup = {
  Description?: string | undefined;
  State?: string | undefined;
  Configuration?: Configuration | undefined;
};

/** CreateWorkGroup's input. Athena refuses an empty list of tags. */
export type CreateInput = {
  Name: string;
  Description?: string;
  Configuration: Configuration;
  Tags?: Tag[];
};

/** UpdateWorkGroup's input. */
export type UpdateInput = {
  WorkGroup: string;
  Description?: string;
  State?: "ENABLED" | "DISABLED";
  ConfigurationUpdates?: ConfigurationUpdates;
};
