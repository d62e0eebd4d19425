import type { JsonObject } from "@/lib/domain/ipynb";
import { pause } from "./pause";

export type RunPhase = "waiting" | "session" | "running" | "stopping";

export type RunnerState = {
  /** Cells that wait for their turn. */
  queue: readonly string[];
  current: { cellId: string; phase: RunPhase; calculationId?: string | undefined } | undefined;
  /** Why a cell was not run, or its output is not followed. */
  problem: { cellId: string; message: string } | undefined;
};

export type RunnerParts = {
  /** The code of a cell as it is now; undefined when there is nothing to run. */
  code: (cellId: string) => string | undefined;
  /** Waits for a session that takes a calculation, and starts one where that is allowed. @throws why there is none */
  readySession: (options: { mayStart: boolean }, signal: AbortSignal) => Promise<string>;
  start: (sessionId: string, cellId: string, code: string) => Promise<string>;
  /** The session is busy, or has ended, as far as an answer tells. */
  isRefusal: (error: unknown) => boolean;
  stop: (calculationId: string) => Promise<void>;
  follow: (
    calculationId: string,
    onProgress: (progress: { outputs: JsonObject[]; inFlight: boolean }) => void,
    signal: AbortSignal,
  ) => Promise<string | undefined>;
  onBegin: (cellId: string, calculationId: string, sessionId: string) => void;
  onProgress: (
    cellId: string,
    calculationId: string,
    progress: { outputs: JsonObject[]; inFlight: boolean },
  ) => void;
  onState: (state: RunnerState) => void;
};

export type Runner = ReturnType<typeof createRunner>;

const ATTEMPTS_MAX = 3;

/** Runs cells one after the other, as a session takes them, and stops at the first that fails. */
export function createRunner(parts: RunnerParts) {
  let state: RunnerState = { queue: [], current: undefined, problem: undefined };
  let abort = new AbortController();
  let working = false;
  let closed = false;
  const toFollow: { cellId: string; calculationId: string }[] = [];
  /** The session that the queue's first cell ran in: the others need what it left there. */
  let sessionId: string | undefined;

  const change = (next: Partial<RunnerState>) => {
    state = { ...state, ...next };
    if (!closed) parts.onState(state);
  };
  const phase = (cellId: string, name: RunPhase, calculationId?: string) =>
    change({ current: { cellId, phase: name, calculationId } });

  /** A session that has just ended a calculation may call itself busy for a moment longer. */
  const started = async (cellId: string, code: string, signal: AbortSignal) => {
    for (let attempt = 1; ; attempt += 1) {
      const first = sessionId === undefined;
      const ready =
        attempt === 1 && sessionId !== undefined
          ? sessionId
          : await parts.readySession({ mayStart: first }, signal);
      if (signal.aborted) return undefined;
      if (sessionId !== undefined && ready !== sessionId)
        throw new Error("The session that the cells before ran in has ended");
      try {
        const id = await parts.start(ready, cellId, code);
        sessionId = ready;
        return id;
      } catch (error) {
        if (attempt >= ATTEMPTS_MAX || !parts.isRefusal(error)) throw error;
        await pause(attempt * 250, signal);
      }
    }
  };

  const follow = async (cellId: string, calculationId: string) => {
    phase(cellId, "running", calculationId);
    const endState = await parts.follow(
      calculationId,
      (progress) => parts.onProgress(cellId, calculationId, progress),
      abort.signal,
    );
    return endState === "COMPLETED";
  };

  const runOne = async (cellId: string): Promise<boolean> => {
    const code = parts.code(cellId);
    if (code === undefined || code.trim() === "") return true;
    phase(cellId, "session");
    const { signal } = abort;
    const calculationId = await started(cellId, code, signal);
    if (calculationId === undefined || sessionId === undefined) return false;
    parts.onBegin(cellId, calculationId, sessionId);
    return follow(cellId, calculationId);
  };

  const work = async () => {
    if (working) return;
    working = true;
    while (!closed) {
      const begun = toFollow.shift();
      if (begun) {
        await attempt(begun.cellId, () => follow(begun.cellId, begun.calculationId));
        continue;
      }
      const [cellId, ...queue] = state.queue;
      if (cellId === undefined) break;
      change({ queue, current: { cellId, phase: "waiting" } });
      const went = await attempt(cellId, () => runOne(cellId));
      if (!went) change({ queue: [] });
    }
    working = false;
    sessionId = undefined;
    change({ current: undefined });
  };

  const attempt = async (cellId: string, act: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await act();
    } catch (error) {
      if (closed) return false;
      change({ problem: { cellId, message: (error as Error).message } });
      return false;
    }
  };

  return {
    /** Puts cells behind those that wait; one that waits already keeps its place. */
    run(cellIds: readonly string[]) {
      const fresh = cellIds.filter((id) => !state.queue.includes(id));
      change({ queue: [...state.queue, ...fresh], problem: undefined });
      void work();
    },
    /** Goes on following a calculation that was begun before, ahead of what waits. */
    resume(cellId: string, calculationId: string) {
      toFollow.push({ cellId, calculationId });
      void work();
    },
    /** Nothing more is begun; what runs is stopped, which Athena does when it can. */
    async stop() {
      const { current } = state;
      change({ queue: [] });
      if (!current) return;
      if (current.calculationId === undefined) {
        abort.abort();
        abort = new AbortController();
        return;
      }
      const { cellId, calculationId } = current;
      phase(cellId, "stopping", calculationId);
      await attempt(cellId, async () => {
        await parts.stop(calculationId);
        return true;
      });
    },
    /** The page goes away; what runs goes on without it. */
    close() {
      closed = true;
      abort.abort();
    },
  };
}
