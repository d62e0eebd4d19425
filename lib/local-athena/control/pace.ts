import { setTimeout as delay } from "node:timers/promises";

/** What moves from state to state by itself. */
export type Machine =
  | "query-execution"
  | "capacity-reservation"
  | "data-catalog"
  | "session"
  | "calculation";

/** When state machines move on: every transition that is not a caller's own asks for its turn. */
export type Pace = {
  /**
   * Resolves when one transition of a machine may happen.
   * @param naturalMs how long the transition takes by the clock
   * @throws AbortError when the signal is aborted first
   */
  turn(machine: Machine, naturalMs: number, signal?: AbortSignal): Promise<void>;
};

/** The pace outside tests: each transition takes its natural time. */
export function clockPace(): Pace {
  return {
    async turn(_machine, naturalMs, signal) {
      if (naturalMs > 0) await delay(naturalMs, undefined, { signal, ref: false });
      else signal?.throwIfAborted();
    },
  };
}
