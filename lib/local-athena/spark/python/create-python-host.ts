import { availableParallelism } from "node:os";
import { ChildPython } from "./child-python";
import { imageFolder } from "./image-folder";
import type { PythonHost } from "./python-host";

const DEFAULT_MEMORY_LIMIT_BYTES = 1024 * 1024 * 1024;
const DEFAULT_OUTPUT_MAX_BYTES = 256 * 1024 * 1024;
/** So long may code go on after it was interrupted; then its process, and with it the session, is ended. */
export const INTERRUPT_GRACE_MS = 5_000;

export type PythonHostOptions = {
  /** Of Python's own memory; beyond it Python gets a MemoryError. */
  memoryLimitBytes?: number;
  /** Of one run and stream; a run that writes more fails. */
  outputMaxBytes?: number;
  interruptGraceMs?: number;
  /** Default: what scripts/build-spark-python.mjs made. */
  folder?: string;
};

/**
 * Pythons for sessions, each in a process without files, network and environment.
 * @throws Error when there is no image to start from
 */
export function createPythonHost({
  memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES,
  outputMaxBytes = DEFAULT_OUTPUT_MAX_BYTES,
  interruptGraceMs = INTERRUPT_GRACE_MS,
  folder,
}: PythonHostOptions = {}): PythonHost {
  const running = new Set<ChildPython>();
  const waiting: (() => void)[] = [];
  let starting = 0;
  /** A start is half a second of one core: more at once would only make all of them, and the service, wait. */
  const takeTurn = async () => {
    if (starting >= availableParallelism())
      await new Promise<void>((resolve) => waiting.push(resolve));
    else starting += 1;
  };
  const passTurn = () => {
    const next = waiting.shift();
    if (next) next();
    else starting -= 1;
  };
  const launch: PythonHost["start"] = async ({ signal }) => {
    signal.throwIfAborted();
    const python = new ChildPython({
      folder: folder ?? imageFolder(),
      memoryLimitBytes,
      outputMaxBytes,
      interruptGraceMs,
    });
    running.add(python);
    void python.ended.then(() => running.delete(python));
    const abort = () => python.kill();
    signal.addEventListener("abort", abort, { once: true });
    try {
      await python.ready;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener("abort", abort);
    }
    return python;
  };
  return {
    async start(options) {
      await takeTurn();
      return launch(options).finally(passTurn);
    },
    async close() {
      const ends = [...running].map((python) => {
        python.kill();
        return python.ended;
      });
      await Promise.all(ends);
    },
  };
}
