// @ts-check
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildConsole, buildLocalAthena } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { countCheck, countPlaywright, countVitest, sum, summaryLine } from "./counts.mjs";
import { Failure } from "./failure.mjs";
import { installPackages } from "./install.mjs";
import { exitOf } from "./supervise.mjs";
import { createTerminal } from "./terminal.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** @typedef {import("./counts.mjs").Counts} Counts */
/** @typedef {{ root: string, terminal: import("./terminal.mjs").Terminal, signal: AbortSignal, reportDir: string }} Context */
/** @typedef {{ name: string, run: (context: Context) => Promise<Counts> }} Suite */

/** @type {Suite[]} */
const CHECKS = [
  { name: "types", run: runTypes },
  {
    name: "lint and format",
    run: (context) => runCheck(context, ["@biomejs/biome/bin/biome", "check", "."]),
  },
  { name: "dead code", run: (context) => runCheck(context, ["knip/bin/knip.js"]) },
  { name: "build of local-athena", run: (context) => runBuild(buildLocalAthena, context) },
  { name: "unit, route, database and conformance", run: runVitest },
  { name: "build of the console", run: (context) => runBuild(buildConsole, context) },
];
/** @type {Suite} */
const BROWSER = { name: "browser", run: runPlaywright };

/**
 * Runs every suite to its end, also after a failure, and prints the count over all of them last.
 * @param {{ withBrowser: boolean }} options
 * @returns {Promise<number>} the exit status
 */
export async function runSuites({ withBrowser }) {
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  process.once("SIGTERM", () => stopping.abort());
  const terminal = createTerminal();
  const reportDir = mkdtempSync(join(tmpdir(), "athenaeum-test-"));
  const context = { root: ROOT, terminal, signal: stopping.signal, reportDir };

  /** @type {Counts[]} */
  const results = [];
  try {
    if (await attempt(terminal, () => installPackages(context))) {
      for (const { name, run } of withBrowser ? [...CHECKS, BROWSER] : CHECKS) {
        terminal.line(`\n── ${name}`);
        const counts = await runGuarded(run, context);
        terminal.line(`   ${name}: ${summaryLine(counts)}`);
        results.push(counts);
        if (stopping.signal.aborted) break;
      }
    } else {
      results.push(countCheck(1));
    }
  } finally {
    terminal.close();
    rmSync(reportDir, { recursive: true, force: true });
  }
  if (stopping.signal.aborted) return 130;
  const total = sum(results);
  terminal.line(`\n${summaryLine(total)}`);
  return total.failed === 0 ? 0 : 1;
}

/**
 * A suite that breaks is a failed one.
 * @param {Suite["run"]} run
 * @param {Context} context
 */
async function runGuarded(run, context) {
  /** @type {Counts} */
  let counts = countCheck(1);
  await attempt(context.terminal, async () => {
    counts = await run(context);
  });
  return counts;
}

/**
 * @param {import("./terminal.mjs").Terminal} terminal
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} false after telling why
 */
async function attempt(terminal, work) {
  try {
    await work();
    return true;
  } catch (error) {
    const details = error instanceof Failure ? error.details : [];
    for (const line of details) terminal.line(`  ${line}`);
    terminal.line(error instanceof Failure ? error.message : String(error));
    return false;
  }
}

/** @param {Context} context */
async function runTypes(context) {
  // Declares the routes and the stylesheet imports; a fresh clone has neither.
  const generated = await runNode(context, ["next/dist/bin/next", "typegen"]);
  return countCheck(generated || (await runNode(context, ["typescript/bin/tsc", "--noEmit"])));
}

/**
 * @param {Context} context
 * @param {string[]} args
 */
async function runCheck(context, args) {
  return countCheck(await runNode(context, args));
}

/**
 * @param {typeof buildConsole} build
 * @param {Context} context
 */
async function runBuild(build, context) {
  await build(context);
  return countCheck(0);
}

/** @param {Context} context */
async function runVitest(context) {
  const report = join(context.reportDir, "vitest.json");
  const code = await runNode(context, [
    "vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return countVitest(report, code);
}

/** @param {Context} context */
async function runPlaywright(context) {
  const report = join(context.reportDir, "playwright.json");
  const code = await runNode(context, ["@playwright/test/cli.js", "test", "--reporter=list,json"], {
    CHROMIUM_PATH: await ensureChromium(context),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return countPlaywright(report, code);
}

/**
 * Runs a tool of node_modules on this Node, with its output straight to the terminal.
 * @param {Context} context
 * @param {string[]} args the tool's file in node_modules, then its arguments
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} its exit status
 */
async function runNode({ root, signal }, [tool = "", ...args], env = {}) {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [join(root, "node_modules", tool), ...args], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  const { code } = await exitOf(child);
  signal.removeEventListener("abort", stop);
  return code ?? 1;
}
