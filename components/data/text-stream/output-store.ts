import type { OutputWindow } from "@/lib/contracts/calculations";
import {
  endOf,
  type HeldOutput,
  jumpedTo,
  NOTHING_HELD,
  SLICE_BYTES,
  startOf,
  withEarlier,
  withLater,
} from "./output-slices";

export type OutputState = {
  held: HeldOutput;
  sizeBytes: number;
  /** False until the output exists. */
  available: boolean;
  /** Undefined until the first answer. */
  inFlight: boolean | undefined;
  /** New output is shown as it comes, and the reader's place is the end. */
  following: boolean;
  /** What the reader waits for. */
  loading: "earlier" | "later" | "place" | undefined;
  error: Error | undefined;
};

export type OutputStoreOptions = {
  /** `from` undefined: the last bytes. */
  read: (
    window: { from: number | undefined; bytes: number },
    signal: AbortSignal | undefined,
  ) => Promise<OutputWindow>;
  following: boolean;
  /** Resolves after so long, at once when aborted. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Resolves while the reader can see the page, at once when aborted. */
  untilVisible: (signal: AbortSignal) => Promise<void>;
  /** Errors after which asking again is of no use. */
  isFinal: (error: Error) => boolean;
};

const FOLLOW_PAUSE_MS = 500;
/** The first words are waited for: asked for more often, so many times. */
const FIRST_PAUSE_MS = 200;
const FIRST_TRIES = 25;
const GLANCE_PAUSE_MS = 1_500;
const ERROR_PAUSE_MS = 3_000;
/** So far behind the end, following means going there. */
const FAR_BYTES = 4 * SLICE_BYTES;

export type OutputStore = ReturnType<typeof createOutputStore>;

/**
 * Holds a bounded part of an output of any size: follows its end while it grows, or stays where the reader is
 * and reads on in either direction. Everything that reads goes one after the other.
 */
export function createOutputStore(options: OutputStoreOptions) {
  const { read, pause, untilVisible } = options;
  let state: OutputState = {
    held: NOTHING_HELD,
    sizeBytes: 0,
    available: false,
    inFlight: undefined,
    following: options.following,
    loading: undefined,
    error: undefined,
  };
  const listeners = new Set<() => void>();
  const set = (change: Partial<OutputState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  const window = async (from: number | undefined, bytes: number, signal?: AbortSignal) => {
    const answer = await read({ from, bytes }, signal);
    const { sizeBytes, available, inFlight } = answer;
    set({ sizeBytes, available, inFlight, error: undefined });
    return answer;
  };

  const followOn = async (signal: AbortSignal) => {
    for (;;) {
      const { held, sizeBytes } = state;
      const isFar = held.slices.length === 0 || sizeBytes - endOf(held) > FAR_BYTES;
      const answer = await window(isFar ? undefined : endOf(held), SLICE_BYTES, signal);
      if (!answer.available) return;
      set({ held: isFar ? jumpedTo(held, answer) : withLater(held, answer) });
      if (answer.to >= answer.sizeBytes || answer.to === answer.from || !state.following) return;
    }
  };

  const begin = async (signal: AbortSignal) => {
    const answer = await window(0, SLICE_BYTES, signal);
    if (answer.available) set({ held: jumpedTo(state.held, answer) });
  };

  const step = (signal: AbortSignal) =>
    inTurn(async () => {
      if (state.following) await followOn(signal);
      else if (state.held.slices.length === 0) await begin(signal);
      // Where the reader stays, only how large it is by now.
      else await window(endOf(state.held), 1, signal);
    });

  const hasLanded = () =>
    state.inFlight === false &&
    (!state.available || !state.following || endOf(state.held) >= state.sizeBytes);

  /** A reading that somebody waits for. */
  const load = (loading: OutputState["loading"], work: () => Promise<Partial<OutputState>>) =>
    inTurn(async () => {
      set({ loading });
      try {
        set({ ...(await work()), loading: undefined });
      } catch (error) {
        set({ loading: undefined, error: error as Error });
      }
    });

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    snapshot: () => state,

    /** Reads until the output has landed, or `signal` is aborted. */
    async run(signal: AbortSignal): Promise<void> {
      for (let tries = 0; !signal.aborted; tries += 1) {
        await untilVisible(signal);
        if (signal.aborted) return;
        try {
          await step(signal);
          if (hasLanded()) return;
          const isFirst = state.sizeBytes === 0 && tries < FIRST_TRIES;
          const followMs = isFirst ? FIRST_PAUSE_MS : FOLLOW_PAUSE_MS;
          await pause(state.following ? followMs : GLANCE_PAUSE_MS, signal);
        } catch (error) {
          if (signal.aborted) return;
          set({ error: error as Error });
          if (options.isFinal(error as Error)) return;
          await pause(ERROR_PAUSE_MS, signal);
        }
      }
    },

    loadEarlier: () =>
      load("earlier", async () => {
        const { held } = state;
        const end = startOf(held);
        if (end === 0) return {};
        const from = Math.max(0, end - SLICE_BYTES);
        const answer = await window(from, end - from);
        return { held: withEarlier(held, answer), following: false };
      }),

    loadLater: () =>
      load("later", async () => {
        const { held, sizeBytes } = state;
        if (endOf(held) >= sizeBytes) return {};
        return { held: withLater(held, await window(endOf(held), SLICE_BYTES)) };
      }),

    /** Goes to a byte, with something before it in sight. */
    goTo: (byte: number) =>
      load("place", async () => {
        const answer = await window(Math.max(0, byte - SLICE_BYTES / 4), SLICE_BYTES);
        return { held: jumpedTo(state.held, answer), following: false };
      }),

    /** Goes to the end; while more comes it follows from there. */
    goToEnd: () =>
      load("place", async () => {
        const { held, sizeBytes } = state;
        if (held.slices.length > 0 && endOf(held) >= sizeBytes) return { following: true };
        const answer = await window(undefined, SLICE_BYTES);
        return { held: jumpedTo(state.held, answer), following: true };
      }),

    follow(following: boolean) {
      if (state.following !== following) set({ following });
    },
  };
}
