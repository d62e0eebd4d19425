import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { expect, test } from "vitest";

const LIFELINE = new URL("./lifeline.mjs", import.meta.url).href;

/** A program that writes what is uncaught to its log, as Next does. */
const PROGRAM = `
  let uncaught = 0;
  process.on("uncaughtException", (error) => {
    uncaught += 1;
    if (uncaught > 100) process.exit(2);
    console.error(error);
  });
  let ticks = 0;
  setInterval(() => {
    console.log("a line");
    ticks += 1;
    if (ticks === 2) throw new Error("one");
    if (ticks === 6) process.exit(uncaught === 1 ? 0 : 1);
  }, 5);
`;

test("a program goes on when its log is on a full disk", async () => {
  const full = openSync("/dev/full", "w");
  const child = spawn(process.execPath, ["--import", LIFELINE, "-e", PROGRAM], {
    stdio: ["ignore", full, full],
  });
  const [code] = await once(child, "exit");
  closeSync(full);
  expect(code).toBe(0);
});
