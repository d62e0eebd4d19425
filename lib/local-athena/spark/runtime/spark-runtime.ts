import type { NewCalculation } from "../../state/calculations";
import type { NewSession } from "../../state/sessions";
import { type LiveSession, openLiveSession } from "./live-session";
import { SERVICE_STOPPED } from "./reasons";
import type { SparkParts } from "./spark-parts";

/** How often sessions are looked at for what has waited long enough. */
const CHECK_EVERY_MS = 250;
/** How exactly the end of a process is known that ended without a word. */
const SEEN_EVERY_MS = 5_000;

/** What one machine takes, and what the account has. */
export type SparkLimits = {
  /** Sessions that have not ended. */
  sessionsMax: number;
  /** Athena's quota is 160; undefined when that is not enforced. */
  concurrentDpusMax: number | undefined;
};

export const SPARK_LIMITS: SparkLimits = { sessionsMax: 25, concurrentDpusMax: undefined };

export type SparkRuntime = {
  readonly limits: SparkLimits;
  /** Brings a session to life that is stored as CREATING. */
  open(session: NewSession, options: { runsCalculations: boolean }): void;
  /** Ends a session; does nothing to one that has ended or is about to. */
  terminate(sessionId: string): void;
  /** Begins a calculation that is stored as CREATING, in a session that is stored as BUSY with it. */
  run(calculation: NewCalculation): void;
  /** Asks a calculation to end; does nothing to one that has ended or is about to. */
  stop(calculation: Pick<NewCalculation, "id" | "sessionId">): void;
  /** `40%`; undefined for a calculation that does not run. */
  progress(calculation: Pick<NewCalculation, "id" | "sessionId">): string | undefined;
  /** Sessions whose process may be there. */
  count(): number;
  dpusInUse(): number;
  /** Resolves when the session has ended and its process is gone. */
  settled(sessionId: string): Promise<void>;
  /** Ends all sessions as TERMINATED with a reason; resolves when their processes are gone. */
  close(): Promise<void>;
};

export type SparkRuntimeOptions = Omit<SparkParts, "closing"> & {
  limits?: Partial<SparkLimits>;
};

/** Runs Spark sessions; nothing is started before the first of them. */
export function createSparkRuntime(options: SparkRuntimeOptions): SparkRuntime {
  const limits = { ...SPARK_LIMITS, ...options.limits };
  const { concurrentDpusMax = Number.POSITIVE_INFINITY } = limits;
  const live = new Map<string, LiveSession>();
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let seenAt = Number.NEGATIVE_INFINITY;

  const parts: SparkParts = { ...options, closing: closing.signal };
  const dpusInUse = () => [...live.values()].reduce((sum, session) => sum + session.dpus(), 0);
  const calculationOf = ({ id, sessionId }: Pick<NewCalculation, "id" | "sessionId">) => {
    const current = live.get(sessionId)?.current();
    return current?.id === id ? current : undefined;
  };

  const check = () => {
    for (const session of live.values()) session.check();
    const now = parts.now();
    if (Math.abs(now - seenAt) < SEEN_EVERY_MS) return;
    parts.executors.sawAll(now);
    seenAt = now;
  };
  const leave = (id: string) => {
    live.delete(id);
    if (live.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    limits,
    open(session, { runsCalculations }) {
      const freeDpus = () => concurrentDpusMax - dpusInUse();
      const opened = openLiveSession(parts, session, { runsCalculations, freeDpus });
      live.set(session.id, opened);
      timer ??= setInterval(check, CHECK_EVERY_MS).unref();
      void opened.settled.then(() => leave(session.id));
    },
    terminate: (sessionId) => live.get(sessionId)?.terminate(),
    run(calculation) {
      const session = live.get(calculation.sessionId);
      if (!session) throw new Error(`${calculation.sessionId} is not live`);
      session.run(calculation);
    },
    stop: (calculation) => calculationOf(calculation)?.stop(),
    progress: (calculation) => calculationOf(calculation)?.progress(),
    count: () => live.size,
    dpusInUse,
    settled: (sessionId) => live.get(sessionId)?.settled ?? Promise.resolve(),
    async close() {
      closing.abort();
      const sessions = [...live.values()];
      for (const session of sessions) session.terminate(SERVICE_STOPPED);
      await Promise.all(sessions.map((session) => session.settled));
      await options.python.close();
      await options.engine.close();
    },
  };
}
