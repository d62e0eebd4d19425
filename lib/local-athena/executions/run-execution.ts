import { ScanLimitExceeded, type SqlEngine, type Statement } from "../sql/engine";
import type { QueryProfile } from "../sql/profile/profile";
import type { Completion, NewExecution, TerminalState } from "../state/execution-record";
import type { Executions } from "../state/executions";
import type { DpuRange } from "./dpu-count";
import {
  failureOf,
  isHiveFailure,
  isInternalFailure,
  kmsMissing,
  resultBucketMissing,
  wrongBucketOwner,
} from "./failure";
import { createResultFiles, type ResultFiles } from "./result-files";
import { type ResultStores, type ResultTarget, resultTargetOf } from "./result-target";
import type { EngineTimes } from "./stopwatch";

const OVER_SCAN_LIMIT = "Bytes scanned limit was exceeded";

export type ExecutionJob = {
  execution: NewExecution;
  statement: Statement;
  /** The workgroup's BytesScannedCutoffPerQuery. */
  scanLimitBytes: number | undefined;
  /** The workgroup enforces its configuration: statements may not name a place for their data. */
  enforcesLocation: boolean;
  /** Of its workgroup's capacity reservation; undefined on demand. */
  dpus: DpuRange | undefined;
  /** What must be equal for a result to be used again; undefined when it never may. */
  reuseKey: string | undefined;
};

export type ExecutionParts = ResultStores & {
  executions: Executions;
  engine: SqlEngine;
  /** Whose buckets these are, for ExpectedBucketOwner. */
  accountId: string;
  /** Epoch milliseconds. */
  now: () => number;
  onInternalError?: ((id: string, error: unknown) => void) | undefined;
};

/** How a run ended, before it is said to anybody. */
export type RunEnd = Partial<
  Pick<
    Completion,
    "reason" | "error" | "updateCount" | "columns" | "hasResult" | "dataScannedBytes"
  > &
    Pick<Completion, "manifestLocation" | "reusedOutputLocation">
> & {
  state: TerminalState;
  engine?: EngineTimes | undefined;
  profile?: QueryProfile | undefined;
  /** The result may be shown again by a later execution. */
  reusable?: boolean;
  /** Takes away what was written, if the execution had already ended otherwise. */
  discard?: () => Promise<void>;
};

/** A result of the same query that is young enough and still there (reference 4.2). */
async function earlierResult(
  parts: ExecutionParts,
  job: ExecutionJob,
): Promise<RunEnd | undefined> {
  const { reuse } = job.execution;
  if (!reuse.enabled || job.reuseKey === undefined) return undefined;
  const notBefore = parts.now() - (reuse.maxAgeMinutes ?? 0) * 60_000;
  const earlier = parts.executions.reusable(job.reuseKey, notBefore);
  const target = earlier && resultTargetOf(parts, earlier);
  if (!earlier?.completion || !target?.uri) return undefined;
  const { bucket, key } = target.location;
  if (!(await target.store.bucketExists(bucket)) || !(await target.store.head(bucket, key)))
    return undefined;
  const { columns, updateCount, hasResult } = earlier.completion;
  return {
    state: "SUCCEEDED",
    engine: { planningMs: 0, engineMs: 0 },
    columns,
    updateCount,
    hasResult,
    reusedOutputLocation: target.uri,
  };
}

async function refuseTarget(parts: ExecutionParts, job: ExecutionJob, target: ResultTarget) {
  const { bucket } = target.location;
  if (!(await target.store.bucketExists(bucket))) return resultBucketMissing(bucket);
  const { ExpectedBucketOwner: owner } = job.execution.resultConfiguration;
  if (owner !== undefined && owner !== parts.accountId && target.uri)
    return wrongBucketOwner(target.uri);
  const { managedResults, resultConfiguration } = job.execution;
  const encryption = resultConfiguration.EncryptionConfiguration;
  const ownKey = encryption?.EncryptionOption === "SSE_S3" ? undefined : encryption?.KmsKey;
  const kmsKey = managedResults?.kmsKey ?? ownKey;
  if (kmsKey !== undefined) return kmsMissing(kmsKey);
  return undefined;
}

async function compute(
  parts: ExecutionParts,
  job: ExecutionJob,
  files: ResultFiles,
  signal: AbortSignal,
  onScanned: (scannedBytes: number) => void,
): Promise<RunEnd> {
  const { execution, statement } = job;
  const outcome = await parts.engine.run(
    statement,
    {
      executionId: execution.id,
      catalog: execution.catalog,
      database: execution.database,
      parameters: execution.parameters,
      workGroup: execution.workGroup,
      outputLocation: execution.resultConfiguration.OutputLocation ?? "",
      enforcesLocation: job.enforcesLocation,
      scanLimitBytes: job.scanLimitBytes,
      onScanned,
    },
    files.sink,
    signal,
  );
  const { writesObject, columnsSeen, manifestLocation } = await files.publish(
    execution.id,
    outcome,
  );
  return {
    state: "SUCCEEDED",
    engine: outcome,
    dataScannedBytes: outcome.dataScannedBytes,
    updateCount: outcome.updateCount,
    columns: columnsSeen,
    hasResult: writesObject,
    manifestLocation,
    profile: outcome.profile,
    reusable: writesObject,
    discard: files.discard,
  };
}

/**
 * Runs one execution to its end and publishes its files; says nothing about its state.
 * @param onScanned told what has been read so far
 * @returns undefined when the signal was aborted
 */
export async function runExecution(
  parts: ExecutionParts,
  job: ExecutionJob,
  signal: AbortSignal,
  onScanned: (scannedBytes: number) => void,
): Promise<RunEnd | undefined> {
  const { execution, statement } = job;
  const target = resultTargetOf(parts, execution);
  if (!target) throw new Error(`${execution.id} has no result location`);
  const reused = await earlierResult(parts, job);
  if (reused) return reused;
  const refusal = await refuseTarget(parts, job, target);
  if (refusal) return { state: "FAILED", ...refusal };
  const files = createResultFiles(target, statement);
  try {
    return await compute(parts, job, files, signal, onScanned);
  } catch (error) {
    await files.discard();
    if (signal.aborted) return undefined;
    if (error instanceof ScanLimitExceeded)
      return {
        state: "CANCELLED",
        reason: OVER_SCAN_LIMIT,
        dataScannedBytes: error.scannedBytes,
      };
    const failure = failureOf(error);
    if (isInternalFailure(failure)) parts.onInternalError?.(execution.id, error);
    if (isHiveFailure(statement, failure.reason))
      await target.store.put(
        target.location.bucket,
        target.location.key,
        Buffer.from(failure.reason),
      );
    return { state: "FAILED", ...failure };
  }
}
