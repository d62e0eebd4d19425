import { readFileSync, writeFileSync } from "node:fs";

const WATCH_INTERVAL_MS = 500;
/** Linux on the machines that Node runs on. */
const PAGE_BYTES = 4096;

/** Calls once when a process holds more memory than allowed; where /proc does not exist, never. */
export function watchMemory(pid: number, limitBytes: number, onExceeded: () => void): () => void {
  const timer = setInterval(() => {
    try {
      const resident = readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1];
      if (Number(resident) * PAGE_BYTES <= limitBytes) return;
    } catch {
      return;
    }
    clearInterval(timer);
    onExceeded();
  }, WATCH_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** When the machine has no memory left, Linux ends such a process before the service that all others need. */
export function sacrificeFirst(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, "1000");
  } catch {}
}
