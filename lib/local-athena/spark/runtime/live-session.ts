import type { NewCalculation } from "../../state/calculations";
import type { NewSession } from "../../state/sessions";
import type { SparkSqlSession } from "../bridge";
import type { PythonProcess } from "../python/python-host";
import { createExecutorPool } from "./executor-pool";
import { type LiveCalculation, startCalculation } from "./live-calculation";
import { idleTimeout, processEnded, sessionEnded, startFailed } from "./reasons";
import type { SparkParts } from "./spark-parts";

/** What Athena takes when a session does not say (reference 7.1). */
export const MAX_DPUS_DEFAULT = 20;

export type LiveSession = {
  /** Resolves when its end is stored and its process is gone. */
  readonly settled: Promise<void>;
  dpus(): number;
  run(calculation: NewCalculation): void;
  /** The calculation that runs in it now. */
  current(): LiveCalculation | undefined;
  /** TERMINATING from now on, unless it has ended; `reason` when nobody asked for it. */
  terminate(reason?: string): void;
  /** Looks whether the time has come for its end, or for its workers'. */
  check(): void;
};

export type LiveSessionOptions = {
  /** Of the engine that has calculations; a session of another has no Python here. */
  runsCalculations: boolean;
  freeDpus: () => number;
};

type SessionEnd = { state: "TERMINATED" | "FAILED"; reason: string | undefined };

/** Brings a session to life that is stored as CREATING, and sees it to its end. */
export function openLiveSession(
  parts: SparkParts,
  session: NewSession,
  options: LiveSessionOptions,
): LiveSession {
  const { sessions, now, pace } = parts;
  const { id, engineConfiguration, notebookId } = session;
  const controller = new AbortController();
  const { signal } = controller;
  const pool = createExecutorPool({
    executors: parts.executors,
    sessionId: id,
    maxDpus: engineConfiguration.MaxConcurrentDpus ?? MAX_DPUS_DEFAULT,
    freeDpus: options.freeDpus,
    now,
  });
  let python: PythonProcess | undefined;
  let sql: SparkSqlSession | undefined;
  let calculation: LiveCalculation | undefined;
  let idleSince: number | undefined;
  let ending: Promise<void> | undefined;
  let settle = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });

  const end = ({ state, reason }: SessionEnd) => {
    if (ending) return;
    controller.abort();
    python?.kill();
    calculation?.abandon({
      state: state === "FAILED" ? "FAILED" : "CANCELED",
      reason: sessionEnded(id, state, reason),
    });
    const finish = async () => {
      await calculation?.settled;
      if (state === "TERMINATED") await pace.turn("session", 0, parts.closing).catch(() => {});
      parts.transaction(() => {
        pool.end(state);
        sessions.move(id, state, now(), reason);
      });
      parts.onEnded(id, state, reason);
      await started;
      await python?.ended;
    };
    ending = finish()
      .catch((error: unknown) => parts.onInternalError(id, error))
      .finally(settle);
  };

  const becomeIdle = (at: number) => {
    if (!signal.aborted && sessions.move(id, "IDLE", at)) idleSince = at;
  };

  const startPython = async () => {
    python = await parts.python.start({ sessionId: id, signal });
    if (signal.aborted) python.kill();
    void python.ended.then((reason) => end({ state: "FAILED", reason: processEnded(reason) }));
  };
  const start = async () => {
    if (options.runsCalculations) {
      sql = parts.engine.openSession({
        sessionId: id,
        properties: engineConfiguration.SparkProperties ?? {},
        onScanned: (bytes) => calculation?.scanned(bytes),
      });
      await startPython();
    }
    await pace.turn("session", 0, signal);
    if (!sessions.move(id, "CREATED", now())) return;
    await pace.turn("session", 0, signal);
    pool.register();
    // Spark 3.5 begins with a worker; PySpark 3 takes its first with a calculation.
    if (!options.runsCalculations) pool.use(0);
    becomeIdle(now());
  };

  pool.start("COORDINATOR");
  if (notebookId !== undefined) pool.start("GATEWAY");
  const started = start().catch((error: unknown) => {
    if (signal.aborted) return;
    const message = error instanceof Error ? error.message : String(error);
    end({ state: "FAILED", reason: startFailed(message) });
  });

  const terminate = (reason?: string) => {
    if (ending || !sessions.move(id, "TERMINATING", now(), reason)) return;
    idleSince = undefined;
    end({ state: "TERMINATED", reason });
  };

  return {
    settled,
    dpus: pool.dpus,
    current: () => calculation,
    terminate,
    run(next) {
      if (!python || !sql) throw new Error(`${id} runs no calculations`);
      idleSince = undefined;
      const onEnded = (at: number) => {
        calculation = undefined;
        becomeIdle(at);
      };
      const host = { session, python, sql, pool, signal, onEnded };
      calculation = startCalculation(parts, host, next);
    },
    check() {
      if (idleSince === undefined || ending) return;
      pool.releaseIdle(idleSince);
      if (now() - idleSince >= session.idleTimeoutMinutes * 60_000)
        terminate(idleTimeout(session.idleTimeoutMinutes));
    },
  };
}
