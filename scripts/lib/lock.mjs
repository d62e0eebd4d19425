// @ts-check
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";

/**
 * Claims the data folder for this process: the embedded database must not be opened twice.
 * @param {string} dir
 * @returns {() => void} gives the folder back
 */
export function lockDataDir(dir) {
  const path = join(dir, "start.lock");
  const holder = readHolder(path);
  if (holder !== undefined && isRunning(holder)) {
    throw new Failure(
      `ATHENAEUM_DATA_DIR is ${JSON.stringify(dir)}, which a running Athenaeum uses (process ${holder}): stop that one, or set ATHENAEUM_DATA_DIR to another folder.`,
    );
  }
  rmSync(path, { force: true });
  writeFileSync(path, `${process.pid}\n`, { flag: "wx" });
  return () => {
    if (readHolder(path) === process.pid) rmSync(path, { force: true });
  };
}

/** @param {string} path */
function readHolder(path) {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A lock left by a killed start may name a process id that has been given to another program since.
 * @param {number} pid
 */
function isRunning(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("start.mjs");
  } catch {
    return true;
  }
}
