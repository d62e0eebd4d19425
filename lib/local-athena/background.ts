/** Work that goes on after an answer was given: transitions of state machines, clearing away. */
export type Background = {
  /**
   * Runs the work; its signal is aborted when the service closes, or by `stop` or another start of
   * the same name. Failures are reported, not thrown.
   */
  start(name: string, work: (signal: AbortSignal) => Promise<void>): void;
  stop(name: string): void;
  /** Aborts what goes on and resolves when all of it has ended. */
  close(): Promise<void>;
};

/** Keeps track of background work, so that none of it outlives the service. */
export function createBackground(onError: (name: string, error: unknown) => void): Background {
  const current = new Map<string, AbortController>();
  const going = new Set<Promise<void>>();
  let closed = false;
  const stop = (name: string) => {
    current.get(name)?.abort();
    current.delete(name);
  };
  return {
    start(name, work) {
      if (closed) return;
      stop(name);
      const controller = new AbortController();
      current.set(name, controller);
      const done: Promise<void> = work(controller.signal)
        .catch((error: unknown) => {
          if (!controller.signal.aborted) onError(name, error);
        })
        .finally(() => {
          going.delete(done);
          if (current.get(name) === controller) current.delete(name);
        });
      going.add(done);
    },
    stop,
    async close() {
      closed = true;
      for (const name of [...current.keys()]) stop(name);
      await Promise.all(going);
    },
  };
}
