// @ts-check
/**
 * How fast local-athena answers, beside its targets:
 * `npm run bench:local-athena` starts one of its own with 10,000 generated executions,
 * `npm run bench:local-athena -- --executions 10000 --executions 1000000` one after the other with each size,
 * `npm run bench:local-athena -- http://127.0.0.1:4570` measures one that runs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateInto, startLocalAthenaAlone } from "../lib/local-athena.mjs";
import { stopChild } from "../lib/supervise.mjs";
import { createTerminal } from "../lib/terminal.mjs";
import { measureSpeed } from "./athena-speed.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { executions: { type: "string", multiple: true, default: ["10000"] } },
});
const terminal = createTerminal();
const stopping = new AbortController();
process.once("SIGINT", () => stopping.abort());
const { signal } = stopping;

/** @param {string} url */
async function storedAt(url) {
  const answer = await fetch(`${url}/_athenaeum/health`);
  const health = /** @type {{ executions: { total: number } }} */ (await answer.json());
  return health.executions.total;
}

/**
 * @param {string} url
 * @returns {Promise<boolean>} whether every target is met
 */
async function report(url) {
  const stored = await storedAt(url);
  console.log(
    `\nlocal-athena at ${url}, ${stored.toLocaleString("en-US")} executions stored, ${availableParallelism()} cores`,
  );
  const figures = await measureSpeed(url);
  for (const { name, measured, target, isMet } of figures)
    console.log(
      `  ${name.padEnd(44)} ${measured.padEnd(48)} ${target && `${isMet ? "✓" : "✗"} ${target}`}`.trimEnd(),
    );
  return figures.every(({ isMet }) => isMet);
}

/** @param {string} executions */
async function reportOwn(executions) {
  const folder = mkdtempSync(join(tmpdir(), "local-athena-bench-"));
  try {
    const code = await generateInto(folder, executions, { terminal, signal });
    if (code !== 0) return false;
    const service = await startLocalAthenaAlone(
      {
        home: folder,
        folder,
        port: 0,
        portName: "--port",
        region: "us-east-1",
        credentials: undefined,
        flags: ["--no-sample"],
      },
      { terminal, signal },
    );
    try {
      return await report(service.url);
    } finally {
      await stopChild(service.child);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let isMet = true;
const [url] = positionals;
if (url !== undefined) isMet = await report(url);
else for (const executions of values.executions) isMet = (await reportOwn(executions)) && isMet;
process.exitCode = isMet ? 0 : 1;
