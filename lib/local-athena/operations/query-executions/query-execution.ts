import type { QueryExecution, QueryExecutionStatistics } from "@aws-sdk/client-athena";
import { invalidRequest } from "../../protocol/errors";
import type { ExecutionRecord } from "../../state/execution-record";
import { SQL_ENGINE_VERSION } from "../engines/engine-versions";
import type { ServiceContext } from "../service-context";

export const executionNotFoundMessage = (id: string) => `QueryExecution ${id} was not found`;

/** @throws AthenaException QUERY_EXECUTION_NOT_FOUND */
export function executionNamed(context: ServiceContext, id: string): ExecutionRecord {
  const record = context.executions.get(id);
  if (!record) throw invalidRequest("QUERY_EXECUTION_NOT_FOUND", executionNotFoundMessage(id));
  return record;
}

/** What is known so far; an unfinished execution shows its running clocks. */
function statisticsOf(context: ServiceContext, record: ExecutionRecord): QueryExecutionStatistics {
  const { completion, startedAt } = record;
  if (completion) {
    const { times } = completion;
    return {
      EngineExecutionTimeInMillis: times.engineMs,
      DataScannedInBytes: completion.dataScannedBytes,
      TotalExecutionTimeInMillis: times.totalMs,
      QueryQueueTimeInMillis: times.queueMs,
      ServicePreProcessingTimeInMillis: times.preProcessingMs,
      QueryPlanningTimeInMillis: times.planningMs,
      ServiceProcessingTimeInMillis: times.serviceProcessingMs,
      DataManifestLocation: completion.manifestLocation,
      DpuCount: completion.dpuCount,
      ResultReuseInformation: {
        ReusedPreviousResult: completion.reusedOutputLocation !== undefined,
      },
    };
  }
  const now = context.now();
  const totalMs = Math.max(0, now - record.submittedAt);
  const engineMs = startedAt === undefined ? undefined : Math.max(0, now - startedAt);
  return {
    EngineExecutionTimeInMillis: engineMs,
    DataScannedInBytes: context.runner.scannedBytes(record.id),
    TotalExecutionTimeInMillis: totalMs,
    QueryQueueTimeInMillis: Math.max(0, totalMs - (engineMs ?? 0) - record.preProcessingMs),
    ServicePreProcessingTimeInMillis: record.preProcessingMs,
    ResultReuseInformation: { ReusedPreviousResult: false },
  };
}

/** An execution as GetQueryExecution and BatchGetQueryExecution show it (reference 1.1, measured keys). */
export function queryExecutionOf(context: ServiceContext, record: ExecutionRecord): QueryExecution {
  const { completion, reuse } = record;
  return {
    QueryExecutionId: record.id,
    Query: record.query,
    StatementType: record.statementType,
    SubstatementType: record.substatementType,
    ResultConfiguration: {
      ...record.resultConfiguration,
      ...(completion?.reusedOutputLocation && { OutputLocation: completion.reusedOutputLocation }),
    },
    ManagedQueryResultsConfiguration: record.managedResults && {
      Enabled: true,
      EncryptionConfiguration: record.managedResults.kmsKey
        ? { KmsKey: record.managedResults.kmsKey }
        : undefined,
    },
    ResultReuseConfiguration: {
      ResultReuseByAgeConfiguration: {
        Enabled: reuse.enabled,
        MaxAgeInMinutes: reuse.maxAgeMinutes,
      },
    },
    QueryExecutionContext: {
      Database: record.database,
      Catalog: record.catalog?.toLowerCase(),
    },
    Status: {
      State: record.state,
      StateChangeReason: completion?.reason,
      SubmissionDateTime: new Date(record.submittedAt),
      CompletionDateTime: completion && new Date(completion.completedAt),
      AthenaError: completion?.error && {
        ErrorCategory: completion.error.category,
        ErrorType: completion.error.type,
        Retryable: completion.error.retryable,
        ErrorMessage: completion.error.message,
      },
    },
    Statistics: statisticsOf(context, record),
    WorkGroup: record.workGroup,
    EngineVersion: {
      SelectedEngineVersion: record.selectedEngineVersion,
      EffectiveEngineVersion: SQL_ENGINE_VERSION,
    },
  };
}
