import type { Executors, ExecutorType } from "../../state/executors";
import { timeOrderedId } from "./time-ordered-id";

/** A gateway connects a notebook and computes nothing. */
const SIZE_DPUS: Record<ExecutorType, number> = { COORDINATOR: 1, GATEWAY: 0, WORKER: 1 };

/**
 * Dynamic allocation, the only rule of it: a calculation has one worker from its start and another for each further
 * 64 MiB that it scans, within MaxConcurrentDpus and the account's DPUs; workers go when nothing has run for a minute.
 * They are accounted for, not run: the work is done by one DuckDB.
 */
const BYTES_PER_WORKER = 64 * 1024 * 1024;
const RELEASED_AFTER_MS = 60_000;

export type ExecutorPool = {
  /** An executor that is being made; `register` makes it ready. */
  start(type: Exclude<ExecutorType, "WORKER">): void;
  register(): void;
  /** As many workers as a calculation needs that has scanned so much. */
  use(scannedBytes: number): void;
  /** Nothing runs since then (epoch milliseconds): workers that have waited long enough are released. */
  releaseIdle(idleSince: number): void;
  dpus(): number;
  /** Ends all of them. */
  end(state: "TERMINATED" | "FAILED"): void;
};

export type PoolOptions = {
  executors: Executors;
  sessionId: string;
  maxDpus: number;
  /** DPUs of the account that are not in use. */
  freeDpus: () => number;
  now: () => number;
};

/** The executors of one session, from their creation to their end. */
export function createExecutorPool(options: PoolOptions): ExecutorPool {
  const { executors, sessionId, maxDpus, freeDpus, now } = options;
  const live = new Map<string, ExecutorType>();
  const dpus = () => [...live.values()].reduce((sum, type) => sum + SIZE_DPUS[type], 0);
  const workers = () => [...live].filter(([, type]) => type === "WORKER");
  const add = (type: ExecutorType) => {
    const id = timeOrderedId(now());
    const sizeDpus = SIZE_DPUS[type];
    executors.insert({ id, sessionId, type, state: "CREATING", sizeDpus, startedAt: now() });
    live.set(id, type);
    return id;
  };
  const register = (id: string) => {
    executors.move(id, "CREATED", now());
    executors.move(id, "REGISTERED", now());
  };
  const end = (id: string, state: "TERMINATED" | "FAILED") => {
    if (state === "TERMINATED") executors.move(id, "TERMINATING", now());
    executors.move(id, state, now());
    live.delete(id);
  };

  return {
    start: (type) => void add(type),
    register() {
      for (const id of live.keys()) register(id);
    },
    use(scannedBytes) {
      const wanted = 1 + Math.floor(scannedBytes / BYTES_PER_WORKER);
      while (workers().length < wanted && dpus() < maxDpus && freeDpus() > 0)
        register(add("WORKER"));
    },
    releaseIdle(idleSince) {
      if (now() - idleSince < RELEASED_AFTER_MS) return;
      for (const [id] of workers()) end(id, "TERMINATED");
    },
    dpus,
    end(state) {
      for (const id of [...live.keys()]) end(id, state);
    },
  };
}
