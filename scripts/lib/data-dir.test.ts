import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { localAthenaCredentials, openDataDir, openLog, sessionSecret } from "./data-dir.mjs";
import { lockDataDir } from "./lock.mjs";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "data-dir-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("openDataDir", () => {
  test("creates it and leaves nothing behind but the log folder", () => {
    const path = join(dir, "deep/data");
    openDataDir(path);
    expect(statSync(join(path, "logs")).isDirectory()).toBe(true);
  });

  test("below a regular file nothing can be written", () => {
    writeFileSync(join(dir, "file"), "");
    const path = join(dir, "file/data");
    expect(() => openDataDir(path)).toThrow(
      `ATHENAEUM_DATA_DIR is "${path}", where nothing can be written (ENOTDIR): set it to a folder that this user may write to.`,
    );
  });
});

describe("secrets", () => {
  test("the session secret is made once, long enough, for its owner alone", () => {
    const secret = sessionSecret(dir);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(sessionSecret(dir)).toBe(secret);
    expect(statSync(join(dir, "secret")).mode & 0o777).toBe(0o600);
  });

  test("so is the key pair of local-athena", () => {
    const pair = localAthenaCredentials(dir);
    expect(pair.accessKeyId).toMatch(/^LOCAL[A-Z2-7]{15}$/);
    expect(pair.secretAccessKey).toHaveLength(40);
    expect(localAthenaCredentials(dir)).toEqual(pair);
    expect(statSync(join(dir, "local-athena-credentials")).mode & 0o777).toBe(0o600);
  });

  test("a damaged key pair is told, not used", () => {
    writeFileSync(join(dir, "local-athena-credentials"), "");
    expect(() => localAthenaCredentials(dir)).toThrow(
      `${join(dir, "local-athena-credentials")} is damaged: delete it, a new one is made at the next start.`,
    );
  });
});

describe("openLog", () => {
  beforeEach(() => mkdirSync(join(dir, "logs")));

  test("appends, and its tail has only what came after opening", () => {
    writeSync(openLog(dir, "console").fd, "yesterday\n");
    const log = openLog(dir, "console");
    writeSync(log.fd, "today\n\nnow\n");
    expect(log.tail()).toEqual(["today", "now"]);
    expect(readFileSync(log.path, "utf8")).toBe("yesterday\ntoday\n\nnow\n");
  });

  test("an overgrown log is set aside", () => {
    const path = join(dir, "logs/console.log");
    writeFileSync(path, "");
    truncateSync(path, 11 * 1024 * 1024);
    openLog(dir, "console");
    expect(statSync(path).size).toBe(0);
    expect(statSync(`${path}.1`).size).toBe(11 * 1024 * 1024);
  });
});

describe("lockDataDir", () => {
  const lockPath = () => join(dir, "start.lock");

  test("is given back", () => {
    const unlock = lockDataDir(dir);
    expect(readFileSync(lockPath(), "utf8")).toBe(`${process.pid}\n`);
    unlock();
    expect(existsSync(lockPath())).toBe(false);
  });

  test("refuses while another start runs, and not after it was killed", async () => {
    const program = join(dir, "start.mjs");
    writeFileSync(program, "console.log('up'); setInterval(() => {}, 1000)");
    const other = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
    await once(other.stdout, "data");
    writeFileSync(lockPath(), `${other.pid}\n`);
    expect(() => lockDataDir(dir)).toThrow(
      `ATHENAEUM_DATA_DIR is "${dir}", which a running Athenaeum uses (process ${other.pid}): stop that one, or set ATHENAEUM_DATA_DIR to another folder.`,
    );
    const exited = once(other, "exit");
    other.kill("SIGKILL");
    await exited;
    lockDataDir(dir)();
  });

  test.runIf(existsSync("/proc/self/cmdline"))(
    "a process id that another program has by now is no lock",
    () => {
      writeFileSync(lockPath(), `${process.ppid}\n`);
      lockDataDir(dir)();
    },
  );
});
