// @ts-check
import { once } from "node:events";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Exit */

export const STOP_GRACE_MS = 5_000;

/**
 * Keeps a program running: each time it ends it is started again after a pause that doubles, until it
 * has stayed up for `healthyAfterMs`.
 * @param {object} options
 * @param {() => ChildProcess} options.spawnChild
 * @param {(child: ChildProcess, restarts: number) => void} [options.onStart]
 * @param {(exit: Exit & { pauseMs: number }) => void} [options.onExit]
 * @param {number} [options.firstPauseMs]
 * @param {number} [options.longestPauseMs]
 * @param {number} [options.healthyAfterMs]
 * @returns {{ stop: (graceMs?: number) => Promise<void> }}
 */
export function supervise({
  spawnChild,
  onStart,
  onExit,
  firstPauseMs = 500,
  longestPauseMs = 30_000,
  healthyAfterMs = 60_000,
}) {
  let restarts = 0;
  let pauseMs = firstPauseMs;
  let isStopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  let restart;
  /** @type {ChildProcess} */
  let child;

  const begin = () => {
    const startedMs = performance.now();
    child = spawnChild();
    onStart?.(child, restarts);
    exitOf(child).then((exit) => {
      if (isStopping) return;
      if (performance.now() - startedMs >= healthyAfterMs) pauseMs = firstPauseMs;
      restart = setTimeout(begin, pauseMs);
      restarts += 1;
      onExit?.({ ...exit, pauseMs });
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  };
  begin();

  return {
    async stop(graceMs) {
      isStopping = true;
      clearTimeout(restart);
      await stopChild(child, graceMs);
    },
  };
}

/**
 * How a program ended, or that it could not be started at all (code 127).
 * @param {ChildProcess} child
 * @returns {Promise<Exit>}
 */
export function exitOf(child) {
  if (hasEnded(child)) return Promise.resolve({ code: child.exitCode, signal: child.signalCode });
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => {
      if (child.pid === undefined) resolve({ code: 127, signal: null });
    });
  });
}

/**
 * Asks a program to end, and after `graceMs` ends it and whatever it started. Needs `detached: true`,
 * which makes it the head of its own process group.
 * @param {ChildProcess} child
 */
export async function stopChild(child, graceMs = STOP_GRACE_MS) {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = once(child, "exit");
  const { pid } = child;
  const force = setTimeout(() => {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      child.kill("SIGKILL");
    }
  }, graceMs);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(force);
}

/** @param {ChildProcess} child */
function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/** @param {Exit} exit */
export function describeExit({ code, signal }) {
  return signal === null ? `code ${code}` : signal;
}
