import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmdirSync, unlinkSync, writeSync } from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex } from "node:stream";

/** The JavaScript around Python needs little; Python's memory is not counted here. */
const HEAP_MAX_MIB = 96;

const permission = process.allowedNodeEnvironmentFlags.has("--permission")
  ? "--permission"
  : "--experimental-permission";

export type SpawnedChild = {
  process: ChildProcess;
  channel: Duplex;
  /** Says to the process that this run is interrupted for the nth time. */
  interrupt(run: number, count: number): void;
  /** The last of what Node wrote when it failed. */
  complaint(): string;
};

/** A file without a name, open in both processes. */
function openInterruptFile(): number {
  const folder = mkdtempSync(join(tmpdir(), "athenaeum-"));
  const path = join(folder, "interrupt");
  const fd = openSync(path, "w+", 0o600);
  unlinkSync(path);
  rmdirSync(folder);
  return fd;
}

/**
 * Starts a Python's process: it may read its own image, and nothing else of the machine.
 * @throws Error when the machine cannot start a process
 */
export function spawnChild(folder: string, memoryLimitBytes: number): SpawnedChild {
  const interruptFd = openInterruptFile();
  const child = spawn(
    process.execPath,
    [
      permission,
      `--allow-fs-read=${join(folder, "*")}`,
      "--no-addons",
      "--no-warnings",
      "--expose-gc",
      "--disallow-code-generation-from-strings",
      `--max-old-space-size=${HEAP_MAX_MIB}`,
      "--max-semi-space-size=4",
      "--single-threaded-gc",
      "--v8-pool-size=1",
      join(folder, "child.mjs"),
      folder,
      String(memoryLimitBytes),
    ],
    // A process group of its own: a terminal's Ctrl-C is for the service alone.
    {
      env: { NODE_ENV: "production", TZ: "UTC" },
      cwd: "/",
      detached: true,
      stdio: ["ignore", "ignore", "pipe", "pipe", interruptFd],
    },
  );
  child.once("exit", () => closeSync(interruptFd));
  lowerPriority(child);
  const channel = child.stdio[3];
  if (!(channel instanceof Duplex)) throw new Error("no Python process could be started");
  channel.on("error", () => {});
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  return {
    process: child,
    channel,
    interrupt(run, count) {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32LE(run, 0);
      bytes.writeUInt32LE(count, 4);
      writeSync(interruptFd, bytes, 0, bytes.length, 0);
    },
    complaint: () => complaint,
  };
}

/** The service that answers everybody comes before what one person computes. */
function lowerPriority(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}
