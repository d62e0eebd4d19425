import type {
  CalculationResult,
  CalculationStatistics,
  CalculationStatus,
} from "@aws-sdk/client-athena";
import { invalidInput } from "../../protocol/errors";
import { outputUris } from "../../spark/runtime/calculation-output";
import type { CalculationRecord } from "../../state/calculations";
import type { ServiceContext } from "../service-context";

/** @throws AthenaException INVALID_INPUT for a calculation that does not exist, or whose workgroup was deleted */
export function calculationNamed(context: ServiceContext, id: string): CalculationRecord {
  const record = context.calculations.get(id);
  if (!record || !context.sessions.get(record.sessionId))
    throw invalidInput(`Calculation ${id} not found`);
  return record;
}

/** As GetCalculationExecution, GetCalculationExecutionStatus and ListCalculationExecutions show it. */
export const calculationStatusOf = (calculation: CalculationRecord): CalculationStatus => ({
  SubmissionDateTime: new Date(calculation.submittedAt),
  CompletionDateTime:
    calculation.completedAt === undefined ? undefined : new Date(calculation.completedAt),
  State: calculation.state,
  StateChangeReason: calculation.reason,
});

/** DPUs of its session times the time that it has run, and how far it is; undefined before it runs. */
export function calculationStatisticsOf(
  context: ServiceContext,
  calculation: CalculationRecord,
): CalculationStatistics | undefined {
  const { sessionId, startedAt, completedAt } = calculation;
  if (startedAt === undefined) return undefined;
  const now = context.now();
  const span = { from: startedAt, to: Math.max(completedAt ?? now, startedAt + 1) };
  return {
    DpuExecutionInMillis: context.executors.dpuMs(sessionId, Math.max(now, span.to), span),
    Progress: calculation.progress ?? context.spark.progress(calculation),
  };
}

const RESULT_TYPE = "application/vnd.aws.athena.v1+json";

/**
 * Where the output lies. Athena documents it for COMPLETED and fills it for FAILED as well; here the streams are
 * told from RUNNING on, when they can be read, so that they can be followed.
 */
export function calculationResultOf(calculation: CalculationRecord): CalculationResult | undefined {
  const { startedAt, completedAt, hasResult, workingDirectory } = calculation;
  const { stdout, stderr, results } = outputUris(workingDirectory);
  if (completedAt === undefined)
    return startedAt === undefined ? undefined : { StdOutS3Uri: stdout, StdErrorS3Uri: stderr };
  if (!hasResult) return undefined;
  return {
    StdOutS3Uri: stdout,
    StdErrorS3Uri: stderr,
    ResultS3Uri: results,
    ResultType: RESULT_TYPE,
  };
}
