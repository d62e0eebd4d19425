import { readdirSync } from "node:fs";
import { constants, setPriority } from "node:os";

/**
 * Lets all threads of this process give way to the one that answers requests, however many queries compute.
 * Threads that start later have the priority of the thread that starts them. Only Linux knows priorities of threads:
 * elsewhere nothing happens.
 */
export function favourMainThread(): void {
  if (process.platform !== "linux") return;
  for (const thread of readdirSync("/proc/self/task")) {
    if (Number(thread) === process.pid) continue;
    try {
      setPriority(Number(thread), constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // The thread has ended, or the system forbids it: the queries then only compete harder.
    }
  }
}
