import { type QueryClient, QueryObserver } from "@tanstack/react-query";
import type { WorkgroupActivity } from "@/lib/contracts/workgroups";
import { CallError } from "./call";
import { workgroupActivityOptions } from "./workgroups";

/** What is known of the activity of some workgroups, and how far the reading of the rest is. */
export type ActivityOfAll = {
  known: ReadonlyMap<string, WorkgroupActivity>;
  /** Workgroups that have answered, those among them whose activity could not be read, and all of them. */
  read: number;
  refused: number;
  total: number;
  /** Why reading has stopped before the last one. */
  problem: Error | undefined;
};

const AT_A_TIME = 4;
/** So many failures in a row are not of single workgroups: the reader decides whether to go on. */
const FAILURES_MAX = 5;
/** A list that is sorted by what comes in moves no more often. */
const LOOK_EVERY_MS = 500;

type Entry = { name: string; options: ReturnType<typeof workgroupActivityOptions> };

/**
 * Reads the activity of all of these workgroups, a few at a time, into the cache entries that their rows show, as
 * long as somebody listens. What is in the cache is not asked for again.
 */
export function createActivityOfAll(client: QueryClient, names: readonly string[]) {
  const entries: Entry[] = names.map((name) => ({ name, options: workgroupActivityOptions(name) }));
  const listeners = new Set<() => void>();
  let problem: Error | undefined;
  let stop: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): ActivityOfAll => {
    const known = new Map<string, WorkgroupActivity>();
    let [read, refused] = [0, 0];
    for (const { name, options } of entries) {
      const state = client.getQueryState(options.queryKey);
      if (state?.data) known.set(name, state.data);
      if (state && isRead(state)) read += 1;
      if (state?.error) refused += 1;
    }
    return { known, read, refused, total: entries.length, problem };
  };
  let shown = look();

  const show = () => {
    clearTimeout(timer);
    timer = undefined;
    shown = look();
    for (const listener of listeners) listener();
  };
  const changed = () => {
    timer ??= setTimeout(show, LOOK_EVERY_MS);
  };

  const readAll = async (ended: AbortSignal) => {
    problem = undefined;
    let failures = 0;
    const left = entries.filter(({ options }) => {
      const state = client.getQueryState(options.queryKey);
      return !state || !isRead(state);
    });
    const readOn = async () => {
      while (!ended.aborted && problem === undefined) {
        const entry = left.shift();
        if (!entry) return;
        const failure = await client.fetchQuery(entry.options).then(
          () => undefined,
          (error: Error) => error,
        );
        failures = isOfAll(failure) ? failures + 1 : 0;
        if (failures >= FAILURES_MAX) problem = failure;
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, readOn));
  };

  const start = () => {
    const ended = new AbortController();
    // Observers that ask for nothing: what is read stays while it is sorted by, and calls end with the last one.
    const leave = entries.map(({ options }) =>
      new QueryObserver(client, { ...options, enabled: false }).subscribe(changed),
    );
    void readAll(ended.signal).then(() => {
      if (!ended.signal.aborted) show();
    });
    return () => {
      ended.abort();
      clearTimeout(timer);
      timer = undefined;
      for (const each of leave) each();
    };
  };

  return {
    current: () => shown,

    subscribe(listener: () => void) {
      listeners.add(listener);
      stop ??= start();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },

    /** Goes on after a problem, and asks again for what is to be read anew. */
    readOn() {
      if (!stop) return;
      stop();
      stop = start();
      show();
    },
  };
}

/** A refusal is an answer too: it stays until somebody asks for all anew. */
const isRead = (state: { data: unknown; error: Error | null; isInvalidated: boolean }) =>
  state.error !== null || (state.data !== undefined && !state.isInvalidated);

const OF_ALL = new Set<string>(["UNREACHABLE", "UPSTREAM", "THROTTLED"]);
const isOfAll = (error: Error | undefined) => error instanceof CallError && OF_ALL.has(error.code);
