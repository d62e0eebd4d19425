import type { Column, SqlEngine, Statement } from "../sql/engine";
import type { Completion, NewExecution, TerminalState } from "../state/execution-record";
import { type Executions, timesWithoutEngine } from "../state/executions";
import type { ObjectStore } from "../storage/object-store";
import {
  type Failure,
  failureOf,
  isHiveFailure,
  RESTARTED,
  resultBucketMissing,
  STOPPED,
} from "./failure";
import { type ObjectLocation, parseS3Uri } from "./result-object";
import { createResultWriter, type ResultWriter } from "./result-writer";
import { type EngineTimes, type Stopwatch, startStopwatch } from "./stopwatch";

const STOPPED_BY_USER = "Query cancelled by user";
const OVER_SCAN_LIMIT = "Bytes scanned limit was exceeded";

export type RunnerOptions = {
  executions: Executions;
  engine: SqlEngine;
  store: ObjectStore;
  maxRunning: number;
  now: () => number;
  /** Told once per execution that reached a terminal state, and of failures that are ours. */
  onFinished?: (id: string, state: TerminalState, totalMs: number) => void;
  onInternalError?: (id: string, error: unknown) => void;
};

export type RunnerJob = {
  execution: NewExecution;
  statement: Statement;
  /** The workgroup's BytesScannedCutoffPerQuery. */
  scanLimitBytes: number | undefined;
  /** The workgroup enforces its configuration: statements may not name a place for their data. */
  enforcesLocation: boolean;
};

export type QueryRunner = {
  /** Queues an execution that is already stored as QUEUED. */
  submit(job: RunnerJob): void;
  /** Cancels a queued or running execution at once; does nothing to a finished one. */
  stop(id: string): void;
  /** Resolves when the execution has left the runner. */
  settled(id: string): Promise<void>;
  /** Ends everything as FAILED with a reason; resolves when the engine has let go. */
  close(): Promise<void>;
};

type ActiveJob = RunnerJob & {
  controller: AbortController;
  stopwatch: Stopwatch;
  settled: Promise<void>;
  settle: () => void;
};

/** Runs executions in the order of their submission, several at once. */
export function createQueryRunner(options: RunnerOptions): QueryRunner {
  const { executions, engine, store, now } = options;
  const active = new Map<string, ActiveJob>();
  const queue: ActiveJob[] = [];
  let running = 0;
  let closed = false;

  const complete = (
    job: ActiveJob,
    state: TerminalState,
    ended: {
      reason?: string;
      error?: Completion["error"];
      engine?: EngineTimes;
      dataScannedBytes?: number;
      updateCount?: number;
      columns?: Column[];
      hasResult?: boolean;
    },
  ): boolean => {
    const times = job.stopwatch.times(ended.engine);
    const changed = executions.complete(job.execution.id, {
      state,
      // The same clock as the phases: what people see as duration is what the phases add up to.
      completedAt: job.execution.submittedAt + times.totalMs,
      reason: ended.reason,
      error: ended.error,
      times,
      dataScannedBytes: ended.dataScannedBytes ?? 0,
      updateCount: ended.updateCount,
      columns: ended.columns ?? [],
      hasResult: ended.hasResult ?? false,
    });
    if (changed) options.onFinished?.(job.execution.id, state, times.totalMs);
    return changed;
  };

  const fail = async (job: ActiveJob, location: ObjectLocation, failure: Failure) => {
    if (isHiveFailure(job.statement, failure.reason))
      await store.put(location.bucket, location.key, Buffer.from(failure.reason));
    complete(job, "FAILED", failure);
  };

  const execute = async (job: ActiveJob, location: ObjectLocation, writer: ResultWriter) => {
    const { execution, statement, controller, scanLimitBytes, enforcesLocation } = job;
    if (!(await store.bucketExists(location.bucket)))
      return fail(job, location, resultBucketMissing(location.bucket));
    const outcome = await engine.run(
      statement,
      {
        executionId: execution.id,
        catalog: execution.catalog,
        database: execution.database,
        parameters: execution.parameters,
        workGroup: execution.workGroup,
        outputLocation: execution.resultConfiguration.OutputLocation ?? "",
        enforcesLocation,
      },
      writer,
      controller.signal,
    );
    if (scanLimitBytes !== undefined && outcome.dataScannedBytes > scanLimitBytes) {
      await writer.discard();
      const { dataScannedBytes } = outcome;
      complete(job, "CANCELLED", { reason: OVER_SCAN_LIMIT, engine: outcome, dataScannedBytes });
      return;
    }
    await writer.finish();
    const succeeded = complete(job, "SUCCEEDED", {
      engine: outcome,
      dataScannedBytes: outcome.dataScannedBytes,
      updateCount: outcome.updateCount,
      columns: writer.columnsSeen,
      hasResult: writer.writesObject,
    });
    if (!succeeded) await writer.discard();
  };

  const run = async (job: ActiveJob) => {
    const { execution, statement, controller } = job;
    job.stopwatch.leftQueue();
    if (!executions.markRunning(execution.id, now())) return;
    const location = parseS3Uri(execution.resultConfiguration.OutputLocation ?? "");
    if (!location) throw new Error(`${execution.id} has no result location`);
    const writer = createResultWriter(store, location, statement);
    try {
      await execute(job, location, writer);
    } catch (error) {
      await writer.discard();
      if (controller.signal.aborted) return;
      const failure = failureOf(error);
      if (failure.error.category === 1) options.onInternalError?.(execution.id, error);
      await fail(job, location, failure);
    }
  };

  const startNext = () => {
    while (!closed && running < options.maxRunning) {
      const job = queue.shift();
      if (!job) return;
      running += 1;
      void run(job)
        .catch((error: unknown) => {
          options.onInternalError?.(job.execution.id, error);
          complete(job, "FAILED", failureOf(error));
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

  return {
    submit(job) {
      let settle = () => {};
      const settled = new Promise<void>((resolve) => {
        settle = resolve;
      });
      const entry = {
        ...job,
        controller: new AbortController(),
        stopwatch: startStopwatch(job.execution.preProcessingMs),
        settled,
        settle,
      };
      active.set(job.execution.id, entry);
      queue.push(entry);
      startNext();
    },
    stop(id) {
      const job = active.get(id);
      if (!job) return;
      if (complete(job, "CANCELLED", { reason: STOPPED_BY_USER })) abort(job);
    },
    settled: (id) => active.get(id)?.settled ?? Promise.resolve(),
    async close() {
      closed = true;
      const jobs = [...active.values()];
      for (const job of jobs) {
        if (complete(job, "FAILED", STOPPED)) abort(job);
      }
      await Promise.allSettled(jobs.map((job) => job.settled));
    },
  };
}

/** Executions that a former process left behind cannot be going on: they end FAILED. */
export function failLeftovers(executions: Executions, now: number): number {
  const leftovers = executions.inFlight();
  for (const record of leftovers) {
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
