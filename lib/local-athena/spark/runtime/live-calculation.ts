import { parseS3Uri } from "../../executions/result-object";
import type { CalculationEnd, NewCalculation } from "../../state/calculations";
import type { NewSession } from "../../state/sessions";
import { StoreError } from "../../storage/store-error";
import type { SparkSqlSession } from "../bridge";
import { PythonDied, type PythonProcess, type RunOutcome } from "../python/python-host";
import { type CalculationOutput, openCalculationOutput } from "./calculation-output";
import type { ExecutorPool } from "./executor-pool";
import {
  bucketMissing,
  kmsMissing,
  notWritten,
  processEnded,
  STOPPED_BY_USER,
  wrongBucketOwner,
} from "./reasons";
import { answerRequest } from "./session-requests";
import { SparkConversation } from "./spark-conversation";
import type { SparkParts } from "./spark-parts";

/** Requests that read or write data, as an action of Spark does. */
const JOBS: ReadonlySet<string> = new Set(["spark.collect", "spark.show", "spark.write"]);

type Ending = Pick<CalculationEnd, "state" | "reason">;

/** The session that a calculation runs in. */
export type SessionOfCalculation = {
  session: NewSession;
  python: PythonProcess;
  sql: SparkSqlSession;
  pool: ExecutorPool;
  /** Aborted when the session ends. */
  signal: AbortSignal;
  /** In one transaction with the calculation's end. */
  onEnded: (at: number) => void;
};

export type LiveCalculation = {
  readonly id: string;
  /** Resolves when its end is stored. */
  readonly settled: Promise<void>;
  /** Share of the Spark jobs begun so far that are done. */
  progress(): string;
  scanned(bytes: number): void;
  /** Asks it to end; CANCELING from now on, unless it has ended. */
  stop(): void;
  /** Its session ends, and takes it along. */
  abandon(ending: Ending): void;
};

async function refusalOf(parts: SparkParts, { session }: SessionOfCalculation, uri: string) {
  const bucket = parseS3Uri(uri)?.bucket ?? "";
  if (!(await parts.store.bucketExists(bucket))) return bucketMissing(bucket);
  const { expectedBucketOwner: owner, encryption } = session;
  if (owner !== undefined && owner !== parts.accountId) return wrongBucketOwner(uri);
  const kmsKey = encryption?.EncryptionOption === "SSE_S3" ? undefined : encryption?.KmsKey;
  return kmsKey === undefined ? undefined : kmsMissing(kmsKey);
}

/** Begins a calculation that is stored as CREATING, and sees it to its end. */
export function startCalculation(
  parts: SparkParts,
  host: SessionOfCalculation,
  calculation: NewCalculation,
): LiveCalculation {
  const { calculations, now, pace } = parts;
  const { id, code, workingDirectory } = calculation;
  const { python, pool } = host;
  const sql = new SparkConversation(host.sql);
  const beforeRun = new AbortController();
  const jobs = { begun: 0, done: 0, percent: 0 };
  let scannedBytes = 0;
  let stopping = false;
  let fault: string | undefined;
  let abandoned: Ending | undefined;
  let output: CalculationOutput | undefined;

  const stopRun = () => {
    beforeRun.abort();
    python.interrupt();
  };
  const request = async (name: string, body: unknown, signal: AbortSignal) => {
    const isJob = JOBS.has(name);
    if (isJob) jobs.begun += 1;
    try {
      const session = { ...host.session, sql };
      return await answerRequest(
        parts,
        session,
        name,
        body,
        AbortSignal.any([signal, host.signal]),
      );
    } finally {
      if (isJob) jobs.done += 1;
      jobs.percent = Math.max(jobs.percent, Math.floor((100 * jobs.done) / (jobs.begun + 1)));
    }
  };

  const endingOf = (outcome: RunOutcome): Ending => {
    if (fault !== undefined) return { state: "FAILED", reason: fault };
    if (outcome.status === "completed") return { state: "COMPLETED", reason: undefined };
    if (outcome.status === "interrupted" && stopping)
      return { state: "CANCELED", reason: STOPPED_BY_USER };
    return { state: "FAILED", reason: output?.lastError()?.slice(0, 1_024) };
  };

  /** @returns undefined when it was stopped before its code ran */
  const run = async (): Promise<Ending | undefined> => {
    for (const state of ["CREATED", "QUEUED", "RUNNING"] as const) {
      await pace.turn("calculation", 0, beforeRun.signal);
      if (state === "RUNNING") {
        const refusal = await refusalOf(parts, host, workingDirectory);
        if (refusal !== undefined) return { state: "FAILED", reason: refusal };
        output = await openCalculationOutput(parts.store, workingDirectory, (reason) => {
          fault = reason;
          stopRun();
        });
      }
      if (!calculations.move(id, state, now())) return undefined;
    }
    beforeRun.signal.throwIfAborted();
    pool.use(scannedBytes);
    if (!output) throw new Error(`${id} has no output`);
    const { stdout, stderr, display } = output;
    return endingOf(await python.run(code, { stdout, stderr, display, request }));
  };

  const failureOf = (error: unknown): Ending => {
    if (abandoned) return abandoned;
    if (stopping && beforeRun.signal.aborted && !(error instanceof PythonDied))
      return { state: "CANCELED", reason: STOPPED_BY_USER };
    if (error instanceof PythonDied) return { state: "FAILED", reason: processEnded(error.reason) };
    if (error instanceof StoreError) return { state: "FAILED", reason: notWritten(error.message) };
    parts.onInternalError(id, error);
    return { state: "FAILED", reason: String(error) };
  };

  const end = (ending: Ending) => {
    const at = now();
    const hasResult = output !== undefined && (ending.state !== "CANCELED" || !output.isEmpty());
    const progress = ending.state === "COMPLETED" ? "100%" : `${jobs.percent}%`;
    parts.transaction(() => {
      calculations.end(id, { ...ending, at, progress, hasResult });
      host.onEnded(at);
    });
  };

  const live = async () => {
    const outcome = await run().catch(failureOf);
    sql.close();
    let ending = abandoned ?? outcome ?? { state: "CANCELED", reason: STOPPED_BY_USER };
    await output?.close().catch((error: Error) => {
      if (ending.state === "COMPLETED")
        ending = { state: "FAILED", reason: notWritten(error.message) };
    });
    await pace.turn("calculation", 0, host.signal).catch(() => {});
    end(abandoned ?? ending);
  };

  return {
    id,
    settled: live().catch((error: unknown) => parts.onInternalError(id, error)),
    progress: () => `${jobs.percent}%`,
    scanned(bytes) {
      scannedBytes += bytes;
      pool.use(scannedBytes);
    },
    stop() {
      if (!calculations.move(id, "CANCELING", now())) return;
      stopping = true;
      stopRun();
    },
    abandon(ending) {
      abandoned = ending;
      if (ending.state === "CANCELED") calculations.move(id, "CANCELING", now());
      beforeRun.abort();
    },
  };
}
