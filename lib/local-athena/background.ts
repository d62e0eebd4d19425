/** Work that goes on after an answer was given: transitions of state machines, clearing away. */
export type Background = {
  /** Runs the work; its signal is aborted when the service closes. Failures are reported, not thrown. */
  start(name: string, work: (signal: AbortSignal) => Promise<void>): void;
  /** Aborts what goes on and resolves when all of it has ended. */
  close(): Promise<void>;
};

/** Keeps track of background work, so that none of it outlives the service. */
export function createBackground(onError: (name: string, error: unknown) => void): Background {
  const stopping = new AbortController();
  const going = new Set<Promise<void>>();
  return {
    start(name, work) {
      if (stopping.signal.aborted) return;
      const done: Promise<void> = work(stopping.signal)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) onError(name, error);
        })
        .finally(() => going.delete(done));
      going.add(done);
    },
    async close() {
      stopping.abort();
      await Promise.all(going);
    },
  };
}
