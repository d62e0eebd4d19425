import type {
  ColumnInfo,
  Row,
  QueryExecution as WireExecution,
  QueryExecutionStatistics as WireStatistics,
} from "@aws-sdk/client-athena";
import type { QueryExecution, QueryStatistics } from "@/lib/domain/queries";

/** QueryExecution of BatchGetQueryExecution as ours (reference 1.1). Times become epoch milliseconds. */
export function toQueryExecution(wire: WireExecution): QueryExecution {
  const { Status: status, QueryExecutionContext: context, ResultConfiguration: result } = wire;
  return {
    id: wire.QueryExecutionId ?? "",
    sql: wire.Query ?? "",
    statementType: wire.StatementType,
    substatementType: wire.SubstatementType,
    workgroup: wire.WorkGroup ?? "primary",
    catalog: context?.Catalog,
    database: context?.Database,
    state: status?.State ?? "UNKNOWN",
    stateChangeReason: status?.StateChangeReason,
    submittedAt: status?.SubmissionDateTime?.getTime(),
    completedAt: status?.CompletionDateTime?.getTime(),
    error: status?.AthenaError && {
      category: status.AthenaError.ErrorCategory,
      type: status.AthenaError.ErrorType,
      retryable: status.AthenaError.Retryable,
      message: status.AthenaError.ErrorMessage,
    },
    statistics: toStatistics(wire.Statistics ?? {}),
    engineVersion: wire.EngineVersion && {
      selected: wire.EngineVersion.SelectedEngineVersion,
      effective: wire.EngineVersion.EffectiveEngineVersion,
    },
    parameters: wire.ExecutionParameters,
    result: {
      outputLocation: result?.OutputLocation,
      encryption: result?.EncryptionConfiguration && {
        option: result.EncryptionConfiguration.EncryptionOption,
        kmsKey: result.EncryptionConfiguration.KmsKey,
      },
      expectedBucketOwner: result?.ExpectedBucketOwner,
      acl: result?.AclConfiguration?.S3AclOption,
    },
    managedResults: wire.ManagedQueryResultsConfiguration && {
      enabled: wire.ManagedQueryResultsConfiguration.Enabled ?? false,
      kmsKey: wire.ManagedQueryResultsConfiguration.EncryptionConfiguration?.KmsKey,
    },
    resultReuse: wire.ResultReuseConfiguration?.ResultReuseByAgeConfiguration && {
      enabled: wire.ResultReuseConfiguration.ResultReuseByAgeConfiguration.Enabled ?? false,
      maxAgeMinutes: wire.ResultReuseConfiguration.ResultReuseByAgeConfiguration.MaxAgeInMinutes,
    },
    s3AccessGrants: wire.QueryResultsS3AccessGrantsConfiguration && {
      enabled: wire.QueryResultsS3AccessGrantsConfiguration.EnableS3AccessGrants ?? false,
      createUserLevelPrefix: wire.QueryResultsS3AccessGrantsConfiguration.CreateUserLevelPrefix,
      authenticationType: wire.QueryResultsS3AccessGrantsConfiguration.AuthenticationType,
    },
  };
}

function toStatistics(wire: WireStatistics): QueryStatistics {
  return {
    queueMs: wire.QueryQueueTimeInMillis,
    preProcessingMs: wire.ServicePreProcessingTimeInMillis,
    planningMs: wire.QueryPlanningTimeInMillis,
    engineMs: wire.EngineExecutionTimeInMillis,
    serviceProcessingMs: wire.ServiceProcessingTimeInMillis,
    totalMs: wire.TotalExecutionTimeInMillis,
    dataScannedBytes: wire.DataScannedInBytes,
    dataManifestLocation: wire.DataManifestLocation,
    reusedPreviousResult: wire.ResultReuseInformation?.ReusedPreviousResult,
    dpuCount: wire.DpuCount,
  };
}

/** A result row as one text per column; several columns in a single Datum are tab-joined (reference 5.4). */
export function toTextRow(row: Row, columns: readonly ColumnInfo[]): (string | null)[] {
  const data = row.Data ?? [];
  const only = data[0]?.VarCharValue;
  if (data.length === 1 && columns.length > 1 && only !== undefined) {
    const parts = only.split("\t").map((part) => part.trim());
    return columns.map((_, index) => parts[index] ?? "");
  }
  return columns.map((_, index) => data[index]?.VarCharValue ?? null);
}
