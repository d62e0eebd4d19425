import type { Pace } from "../control/pace";
import type { Completion, TerminalState } from "../state/execution-record";
import { type Executions, timesWithoutEngine } from "../state/executions";
import { dpuCountOf } from "./dpu-count";
import { failureOf, isInternalFailure, RESTARTED, STOPPED } from "./failure";
import { type ResultStores, removeResultFiles, resultTargetOf } from "./result-target";
import { type ExecutionJob, type ExecutionParts, type RunEnd, runExecution } from "./run-execution";
import { type Stopwatch, startStopwatch } from "./stopwatch";

const STOPPED_BY_USER = "Query cancelled by user";
const TIMED_OUT = "Query timeout";

/** Athena's default quotas: 30 minutes for DML, 600 for DDL. */
export const QUERY_TIMEOUTS: QueryTimeouts = { dmlMs: 30 * 60_000, ddlMs: 600 * 60_000 };

export type QueryTimeouts = { dmlMs: number; ddlMs: number };

/** The classes of Athena's quotas; DDL takes in what only describes. */
export type QuotaClass = "DML" | "DDL";

/** Athena's quotas of active executions: 200 and 20 in the large Regions. */
export type QueryQuotas = { activeDml: number; activeDdl: number };

export type RunnerOptions = ExecutionParts & {
  maxRunning: number;
  pace: Pace;
  /** How long an execution may run before it is cancelled. */
  timeouts: QueryTimeouts;
  /** Told once per execution that reached a terminal state, and of failures that are ours. */
  onFinished?: (id: string, state: TerminalState, totalMs: number) => void;
};

export type QueryRunner = {
  /** Queues an execution that is already stored as QUEUED. */
  submit(job: ExecutionJob): void;
  /** Cancels a queued or running execution at once; does nothing to a finished one. */
  stop(id: string): void;
  /** What a running execution has read so far; 0 for all others. */
  scannedBytes(id: string): number;
  /** How many executions of a class are queued or running on demand; those on reserved capacity do not count. */
  activeCount(quotaClass: QuotaClass): number;
  /** Resolves when the execution has left the runner. */
  settled(id: string): Promise<void>;
  /** Ends everything as FAILED with a reason; resolves when the engine has let go. */
  close(): Promise<void>;
};

type ActiveJob = ExecutionJob & {
  controller: AbortController;
  stopwatch: Stopwatch;
  scannedBytes: number;
  started: boolean;
  ended: boolean;
  settled: Promise<void>;
  settle: () => void;
};

/** CTAS is DDL by its StatementType and DML by the quotas (reference 4.5). */
export const quotaClassOf = ({
  statementType,
  substatementType,
}: Pick<ExecutionJob["statement"], "statementType" | "substatementType">): QuotaClass =>
  statementType === "DML" || substatementType === "CREATE_TABLE_AS_SELECT" ? "DML" : "DDL";

/** Runs executions in the order of their submission, several at once. */
export function createQueryRunner(options: RunnerOptions): QueryRunner {
  const { executions, now, pace, timeouts } = options;
  const active = new Map<string, ActiveJob>();
  const queue: ActiveJob[] = [];
  let running = 0;
  let closed = false;

  const complete = (job: ActiveJob, end: RunEnd): boolean => {
    const times = job.stopwatch.times(end.engine);
    const dataScannedBytes = end.dataScannedBytes ?? job.scannedBytes;
    const ran = job.started && end.reusedOutputLocation === undefined;
    const isDml = quotaClassOf(job.statement) === "DML";
    const changed = executions.complete(
      job.execution.id,
      {
        state: end.state,
        // The same clock as the phases: what people see as duration is what the phases add up to.
        completedAt: job.execution.submittedAt + times.totalMs,
        reason: end.reason,
        error: end.error,
        times,
        dataScannedBytes,
        dpuCount: job.dpus && ran ? dpuCountOf(job.dpus, isDml, dataScannedBytes) : undefined,
        updateCount: end.updateCount,
        columns: end.columns ?? [],
        hasResult: end.hasResult ?? false,
        manifestLocation: end.manifestLocation,
        reusedOutputLocation: end.reusedOutputLocation,
      } satisfies Completion,
      { profile: end.profile, reuseKey: end.reusable ? job.reuseKey : undefined },
    );
    job.ended = true;
    if (changed) options.onFinished?.(job.execution.id, end.state, times.totalMs);
    return changed;
  };

  const run = async (job: ActiveJob) => {
    const { signal } = job.controller;
    await pace.turn("query-execution", 0, signal);
    job.stopwatch.leftQueue();
    if (!executions.markRunning(job.execution.id, now())) return;
    job.started = true;
    const timeoutMs = quotaClassOf(job.statement) === "DML" ? timeouts.dmlMs : timeouts.ddlMs;
    const deadline = setTimeout(() => cancel(job, TIMED_OUT), timeoutMs);
    deadline.unref();
    try {
      const end = await runExecution(options, job, signal, (scannedBytes) => {
        job.scannedBytes = Math.max(job.scannedBytes, scannedBytes);
      });
      if (!end) return;
      await pace.turn("query-execution", 0, signal).catch(() => {});
      if (!complete(job, end)) await end.discard?.();
    } finally {
      clearTimeout(deadline);
    }
  };

  const startNext = () => {
    while (!closed && running < options.maxRunning) {
      const job = queue.shift();
      if (!job) return;
      running += 1;
      void run(job)
        .catch((error: unknown) => {
          if (job.controller.signal.aborted) return;
          const failure = failureOf(error);
          if (isInternalFailure(failure)) options.onInternalError?.(job.execution.id, error);
          complete(job, { state: "FAILED", ...failure });
        })
        .finally(() => {
          running -= 1;
          leave(job);
          startNext();
        });
    }
  };

  const leave = (job: ActiveJob) => {
    active.delete(job.execution.id);
    job.settle();
  };

  /** Removes a job that has not started; a running one leaves when the engine lets go. */
  const abort = (job: ActiveJob) => {
    job.controller.abort();
    const position = queue.indexOf(job);
    if (position === -1) return;
    queue.splice(position, 1);
    leave(job);
  };

  const cancel = (job: ActiveJob, reason: string) => {
    if (complete(job, { state: "CANCELLED", reason })) abort(job);
  };

  return {
    submit(job) {
      let settle = () => {};
      const settled = new Promise<void>((resolve) => {
        settle = resolve;
      });
      const entry: ActiveJob = {
        ...job,
        controller: new AbortController(),
        stopwatch: startStopwatch(job.execution.preProcessingMs),
        scannedBytes: 0,
        started: false,
        ended: false,
        settled,
        settle,
      };
      active.set(job.execution.id, entry);
      queue.push(entry);
      startNext();
    },
    stop(id) {
      const job = active.get(id);
      if (job) cancel(job, STOPPED_BY_USER);
    },
    scannedBytes: (id) => active.get(id)?.scannedBytes ?? 0,
    activeCount(quotaClass) {
      let count = 0;
      for (const { ended, statement, dpus } of active.values())
        if (!ended && !dpus && quotaClassOf(statement) === quotaClass) count += 1;
      return count;
    },
    settled: (id) => active.get(id)?.settled ?? Promise.resolve(),
    async close() {
      closed = true;
      const jobs = [...active.values()];
      for (const job of jobs) {
        if (complete(job, { state: "FAILED", ...STOPPED })) abort(job);
      }
      await Promise.allSettled(jobs.map((job) => job.settled));
    },
  };
}

/**
 * Executions that a former process left behind cannot be going on: they end FAILED, without a result.
 * @returns how many there were
 */
export async function failLeftovers(
  executions: Executions,
  stores: ResultStores,
  now: number,
): Promise<number> {
  const leftovers = executions.inFlight();
  for (const record of leftovers) {
    const target = resultTargetOf(stores, record);
    // Before the state: should this end in between as well, the next start does it again.
    if (target) await removeResultFiles(target);
    executions.complete(record.id, {
      state: "FAILED",
      completedAt: now,
      reason: RESTARTED.reason,
      error: RESTARTED.error,
      times: timesWithoutEngine(record, now),
      dataScannedBytes: 0,
      updateCount: undefined,
      columns: [],
      hasResult: false,
    });
  }
  return leftovers.length;
}
