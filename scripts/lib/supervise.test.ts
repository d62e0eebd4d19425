import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exitOf, stopChild, supervise } from "./supervise.mjs";

const ENDS = "process.exit(3)";
const STAYS = "console.log('up'); setInterval(() => {}, 1000)";
const IGNORES_SIGTERM = `process.on("SIGTERM", () => console.log("no")); ${STAYS}`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "supervise-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function spawnScript(code: string): ChildProcess {
  const path = join(folder, `child-${code.length}.mjs`);
  writeFileSync(path, code);
  return spawn(process.execPath, [path], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
}

/** Resolves with the pauses of the first `count` ends. */
function pausesOf(count: number, healthyAfterMs: number): Promise<number[]> {
  return new Promise((resolve) => {
    const pauses: number[] = [];
    const supervisor = supervise({
      spawnChild: () => spawnScript(ENDS),
      firstPauseMs: 5,
      longestPauseMs: 20,
      healthyAfterMs,
      onExit: ({ code, pauseMs }) => {
        expect(code).toBe(3);
        pauses.push(pauseMs);
        if (pauses.length === count) void supervisor.stop().then(() => resolve(pauses));
      },
    });
  });
}

describe("supervise", () => {
  test("starts again with a pause that doubles up to the longest", async () => {
    expect(await pausesOf(5, 60_000)).toEqual([5, 10, 20, 20, 20]);
  });

  test("begins with the first pause again after the program stayed up", async () => {
    expect(await pausesOf(3, 0)).toEqual([5, 5, 5]);
  });

  test("a killed program is replaced by a new one", async () => {
    const pids: number[] = [];
    let supervisor: ReturnType<typeof supervise> | undefined;
    const replaced = new Promise<void>((resolve) => {
      supervisor = supervise({
        spawnChild: () => spawnScript(STAYS),
        firstPauseMs: 5,
        onStart: (child, restarts) => {
          pids.push(child.pid ?? 0);
          child.stdout?.once("data", () => (restarts === 0 ? child.kill("SIGKILL") : resolve()));
        },
        onExit: ({ signal }) => expect(signal).toBe("SIGKILL"),
      });
    });
    await replaced;
    await supervisor?.stop();
    expect(new Set(pids).size).toBe(2);
  });

  test("a program that cannot be started at all counts as ended", async () => {
    const exit = await new Promise<number | null>((resolve) => {
      const supervisor = supervise({
        spawnChild: () => spawn(join(folder, "not-there"), { stdio: "ignore" }),
        onExit: ({ code }) => void supervisor.stop().then(() => resolve(code)),
      });
    });
    expect(exit).toBe(127);
  });

  test("stop during the pause starts nothing more", async () => {
    let starts = 0;
    await new Promise<void>((resolve) => {
      const supervisor = supervise({
        spawnChild: () => spawnScript(ENDS),
        firstPauseMs: 5,
        onStart: () => {
          starts += 1;
        },
        onExit: () => void supervisor.stop().then(resolve),
      });
    });
    // A later child starts after the pause that was cancelled, so it would have been counted.
    await pausesOf(3, 60_000);
    expect(starts).toBe(1);
  });
});

describe("stopChild", () => {
  test("SIGTERM first", async () => {
    const child = spawnScript(STAYS);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    await stopChild(child);
    expect(await exitOf(child)).toEqual({ code: null, signal: "SIGTERM" });
  });

  test("SIGKILL for the whole group when SIGTERM is not heeded", async () => {
    const child = spawnScript(
      `import { spawn } from "node:child_process";
       spawn(process.execPath, ["-e", ${JSON.stringify(IGNORES_SIGTERM)}], { stdio: "inherit" });
       process.on("SIGTERM", () => {});
       setInterval(() => {}, 1000);`,
    );
    const output = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    await once(output, "line");
    // The pipe closes only when the grandchild, which holds it too, is gone.
    const closed = once(child, "close");
    await stopChild(child, 50);
    await closed;
    expect(await exitOf(child)).toEqual({ code: null, signal: "SIGKILL" });
  });

  test("a program that has ended already is left alone", async () => {
    const child = spawnScript(ENDS);
    await once(child, "exit");
    await stopChild(child);
    expect(await exitOf(child)).toEqual({ code: 3, signal: null });
  });
});

test("a program with the lifeline ends when its starter is killed", async () => {
  const lifeline = new URL("./lifeline.mjs", import.meta.url).href;
  const program = `process.on("SIGTERM", () => { console.log("stopped"); process.exit(0); }); ${STAYS}`;
  const starter = spawnScript(
    `import { spawn } from "node:child_process";
     spawn(process.execPath, ["--import", ${JSON.stringify(lifeline)}, "-e", ${JSON.stringify(program)}],
       { detached: true, stdio: ["ignore", "inherit", "inherit", "ipc"] });
     setInterval(() => {}, 1000);`,
  );
  const lines: string[] = [];
  const output = createInterface({ input: starter.stdout as NodeJS.ReadableStream });
  output.on("line", (line) => lines.push(line));
  await once(output, "line");
  const closed = once(starter, "close");
  starter.kill("SIGKILL");
  await closed;
  expect(lines).toEqual(["up", "stopped"]);
});
