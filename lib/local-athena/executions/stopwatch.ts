import type { ExecutionTimes } from "../state/execution-record";

export type EngineTimes = { planningMs: number; engineMs: number };

export type Stopwatch = {
  leftQueue(): void;
  /** The phases so far; they add up to the total. Engine time is measured here unless reported. */
  times(engine?: EngineTimes): ExecutionTimes;
};

/** Measures one execution from its submission on; parts of milliseconds count as whole ones. */
export function startStopwatch(preProcessingMs: number): Stopwatch {
  const queuedAt = performance.now();
  let leftQueueAt: number | undefined;
  return {
    leftQueue() {
      leftQueueAt = performance.now();
    },
    times(engine) {
      const now = performance.now();
      const queueMs = Math.ceil((leftQueueAt ?? now) - queuedAt);
      const runMs = leftQueueAt === undefined ? 0 : Math.ceil(now - leftQueueAt);
      const engineMs = engine ? Math.min(Math.ceil(engine.engineMs), runMs) : runMs;
      return {
        queueMs,
        preProcessingMs,
        planningMs: engine ? Math.min(Math.ceil(engine.planningMs), engineMs) : 0,
        engineMs,
        serviceProcessingMs: runMs - engineMs,
        totalMs: preProcessingMs + queueMs + runMs,
      };
    },
  };
}
