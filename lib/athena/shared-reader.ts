import { createLine } from "@/lib/domain/line";
import { asConsole } from "./acting";

/** What one call told; the same object for everyone whom it serves. `readAt` is epoch milliseconds. */
export type SharedReading<T> = { readonly value: T; readonly readAt: number };

export type SharedReaderOptions<T> = {
  fetch: (id: string) => Promise<T>;
  /** A reading serves everyone for this long. */
  freshMs?: number;
  /** Calls under way at a time; the others wait for their turn. */
  concurrency?: number;
  /** Such a reading never changes again: it is kept and nothing takes it back. */
  isFinal?: (value: T) => boolean;
  keptMax?: number;
  now?: () => number;
};

/** Reads what has no batch operation for any number of viewers: one call an id at a time, shared while fresh. */
export function createSharedReader<T>(options: SharedReaderOptions<T>) {
  const { fetch, freshMs = 1_000, concurrency = 8, keptMax = 1_000, now = Date.now } = options;
  const isFinal = options.isFinal ?? (() => false);
  const kept = new Map<string, SharedReading<T>>();
  const underWay = new Map<string, Promise<SharedReading<T>>>();
  const line = createLine(concurrency);

  const keep = (id: string, reading: SharedReading<T>) => {
    kept.delete(id);
    kept.set(id, reading);
    for (const oldest of kept.keys()) {
      if (kept.size <= keptMax) break;
      kept.delete(oldest);
    }
  };

  const readAnew = (id: string): Promise<SharedReading<T>> =>
    line(async () => {
      const reading = { value: await asConsole(() => fetch(id)), readAt: now() };
      const before = kept.get(id);
      if (before && isFinal(before.value) && !isFinal(reading.value)) return before;
      return reading;
    });

  return {
    /** A reading at most `maxAgeMs` old, unless it is final. @throws what the call threw */
    read(id: string, maxAgeMs = freshMs): Promise<SharedReading<T>> {
      const reading = kept.get(id);
      if (reading && (isFinal(reading.value) || now() - reading.readAt < maxAgeMs))
        return Promise.resolve(reading);
      const shared = underWay.get(id);
      if (shared) return shared;
      const promise: Promise<SharedReading<T>> = readAnew(id).then(
        (fresh) => {
          // After a change of ours a newer call has taken this one's place: its answer may be from before.
          if (underWay.get(id) === promise) {
            underWay.delete(id);
            keep(id, fresh);
          }
          return fresh;
        },
        (error) => {
          if (underWay.get(id) === promise) underWay.delete(id);
          throw error;
        },
      );
      underWay.set(id, promise);
      return promise;
    },

    /** After a change of ours: the next read sees it. */
    invalidate(id: string) {
      underWay.delete(id);
      const reading = kept.get(id);
      if (reading && !isFinal(reading.value)) kept.delete(id);
    },
  };
}
