import { chunksOf } from "@/lib/domain/chunks";
import { isQueryInFlight, type QueryExecution } from "@/lib/domain/queries";
import { asConsole } from "./acting";

export type Unprocessed = { id: string; code: string | undefined; message: string | undefined };

/** One id's answer of BatchGetQueryExecution. */
export type Reading =
  | { execution: QueryExecution; unprocessed?: undefined }
  | { execution?: undefined; unprocessed: Unprocessed };

export const BATCH_MAX = 50;

export type ReaderOptions = {
  /** One upstream call for at most 50 ids; the answer is keyed by id. */
  fetchBatch: (ids: string[]) => Promise<Map<string, Reading>>;
  /** A reading in flight serves everyone for this long. */
  freshMs?: number;
  /** Least pause between two upstream reads of watched ids. */
  tickMs?: number;
  /** SQL text kept of finished executions, in characters. */
  cacheCharsMax?: number;
  now?: () => number;
};

/** What Athena takes as an id: with any other in it a whole batch is refused, other people's ids included. */
const ID = /^[\x21-\x7e]{1,128}$/;
const notAnId = (id: string): Reading => ({
  unprocessed: {
    id,
    code: "QUERY_EXECUTION_NOT_FOUND",
    message: `QueryExecution ${id} was not found`,
  },
});

type Kept = { reading: Reading; readAt: number };
type Waiter = { resolve: (reading: Reading) => void; reject: (error: unknown) => void };

/**
 * Reads executions for any number of viewers: finished ones come from memory, ids asked for within a tick
 * travel together in chunks of 50, and a reading in flight is shared while it is fresh.
 */
export function createExecutionReader(options: ReaderOptions) {
  const {
    fetchBatch,
    freshMs = 1_000,
    tickMs = 500,
    cacheCharsMax = 20_000_000,
    now = Date.now,
  } = options;
  const kept = new Map<string, Kept>();
  let keptChars = 0;
  let waiting = new Map<string, Waiter[]>();
  let _timer: NodeJS.Timeout | undefined;
  let lastFlushAt = Number.NEGATIVE_INFINITY;

  const charsOf = (entry: Kept) => {
    const { sql = "", parameters = [] } = entry.reading.execution ?? {};
    return sql.length + parameters.reduce((chars, text) => chars + text.length, 0) + 1_000;
  };

  const forget = (id: string) => {
    const entry = kept.get(id);
    if (entry && kept.delete(id)) keptChars -= charsOf(entry);
  };

  const keep = (id: string, reading: Reading): Reading => {
    const before = kept.get(id)?.reading.execution;
    // A late answer never takes a finished execution back.
    if (
      before &&
      !isQueryInFlight(before.state) &&
      reading.execution &&
      isQueryInFlight(reading.execution.state)
    ) {
      return { execution: before };
    }
    forget(id);
    const entry = { reading, readAt: now() };
    kept.set(id, entry);
    keptChars += charsOf(entry);
    for (const oldest of kept.keys()) {
      if (keptChars <= cacheCharsMax) break;
      forget(oldest);
    }
    return reading;
  };

  const known = (id: string): Reading | undefined => {
    const entry = kept.get(id);
    if (!entry) return undefined;
    const finished = entry.reading.execution && !isQueryInFlight(entry.reading.execution.state);
    return finished || now() - entry.readAt < freshMs ? entry.reading : undefined;
  };

  const fetchChunk = async (ids: string[]): Promise<Map<string, Reading>> => {
    const answer = await asConsole(() => fetchBatch(ids));
    const readings = new Map<string, Reading>();
    for (const id of ids) {
      const reading = answer.get(id) ?? {
        unprocessed: {
          id,
          code: "MISSING",
          message: "Athena did not mention this execution in its answer",
        },
      };
      readings.set(id, keep(id, reading));
    }
    return readings;
  };

  const flush = () => {
    _timer = undefined;
    lastFlushAt = now();
    const batch = waiting;
    waiting = new Map();
    for (const ids of chunksOf([...batch.keys()], BATCH_MAX)) {
      const settle = (each: (waiter: Waiter, id: string) => void) => {
        for (const id of ids) for (const waiter of batch.get(id) ?? []) each(waiter, id);
      };
      fetchChunk(ids).then(
        (readings) => settle((waiter, id) => waiter.resolve(readings.get(id) as Reading)),
        (error) => settle((waiter) => waiter.reject(error)),
      );
    }
  };

  return {
    /** The reading of one execution, at most `freshMs` old unless finished. @throws what the upstream call threw */
    read(id: string): Promise<Reading> {
      const reading = ID.test(id) ? known(id) : notAnId(id);
      if (reading) return Promise.resolve(reading);
      return new Promise((resolve, reject) => {
        waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
        _timer ??= setTimeout(flush, Math.max(0, lastFlushAt + tickMs - now()));
      });
    },

    /** A page of ids, each read once: what memory does not hold goes up in chunks of 50 at once. */
    async readPage(ids: string[]): Promise<Reading[]> {
      const readings = new Map<string, Reading>();
      for (const id of ids) {
        const reading = known(id);
        if (reading) readings.set(id, reading);
      }
      const missing = ids.filter((id) => !readings.has(id));
      for (const chunk of chunksOf(missing, BATCH_MAX)) {
        for (const [id, reading] of await fetchChunk(chunk)) readings.set(id, reading);
      }
      return ids.flatMap((id) => readings.get(id) ?? []);
    },

    /** Drops an in-flight reading after a change of ours, so that the next read sees the change. */
    invalidate(id: string) {
      const state = kept.get(id)?.reading.execution?.state;
      if (state === undefined || isQueryInFlight(state)) forget(id);
    },
  };
}
