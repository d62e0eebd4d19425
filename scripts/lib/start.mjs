// @ts-check
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { httpOrigin, readEnv } from "../../lib/server/env.mjs";
import { openDataDir } from "./data-dir.mjs";
import { readDotEnv } from "./dotenv.mjs";
import { Failure } from "./failure.mjs";
import { installPackages } from "./install.mjs";
import { lockDataDir } from "./lock.mjs";
import { portProblem } from "./ports.mjs";
import { startPrograms } from "./start-programs.mjs";
import { describeExit, exitOf } from "./supervise.mjs";
import { createTerminal } from "./terminal.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** @typedef {import("../../lib/server/env.mjs").Env} Env */
/** @typedef {import("./terminal.mjs").Terminal} Terminal */
/** @typedef {() => Promise<void>} Stop */

/**
 * Installs, builds and runs both programs until a signal or the console's end.
 * @param {NodeJS.ProcessEnv} shell wins over .env
 * @returns {Promise<number>} the exit status
 */
export async function start(shell) {
  // Relative paths mean the same here and in the console, which runs in the project folder.
  process.chdir(ROOT);
  const variables = { ...readDotEnv(join(ROOT, ".env")), ...shell };
  const result = readEnv(variables);
  if ("problems" in result) {
    for (const problem of result.problems) console.error(problem);
    return 1;
  }

  const stopping = new AbortController();
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(name, () => stopping.abort());
  }
  const { signal } = stopping;
  const terminal = createTerminal();
  try {
    return await runInDataDir(result.env, { variables, terminal, signal });
  } catch (error) {
    terminal.close();
    if (signal.aborted) return 0;
    if (!(error instanceof Failure)) throw error;
    for (const line of error.details) console.error(`  ${line}`);
    console.error(error.message);
    return 1;
  }
}

/** @typedef {{ variables: NodeJS.ProcessEnv, terminal: Terminal, signal: AbortSignal }} Run */

/**
 * @param {Env} env
 * @param {Run} run
 */
async function runInDataDir(env, run) {
  const dataDir = resolve(ROOT, env.dataDir);
  openDataDir(dataDir);
  const unlock = lockDataDir(dataDir);
  try {
    return await runPrograms(env, dataDir, run);
  } finally {
    unlock();
  }
}

/**
 * @param {Env} env
 * @param {string} dataDir
 * @param {Run} run
 */
async function runPrograms(env, dataDir, { variables, terminal, signal }) {
  await checkPorts(env);
  await installPackages({ root: ROOT, terminal, signal });
  /** @type {Stop[]} */
  const stops = [];
  try {
    const site = { root: ROOT, dataDir, env, variables, terminal, signal };
    const consoleProgram = await startPrograms(site, stops);
    announce(env, dataDir, terminal);
    const exit = await Promise.race([exitOf(consoleProgram), aborted(signal)]);
    if (exit === undefined) return 0;
    console.error(
      `The console ended (${describeExit(exit)}). Its log: ${join(dataDir, "logs", "console.log")}`,
    );
    return exit.code ?? 1;
  } finally {
    if (signal.aborted && stops.length > 0) terminal.line("Stopping …");
    await Promise.all(stops.map((stop) => stop()));
  }
}

/**
 * @param {Env} env
 * @throws {Failure} naming every taken port
 */
async function checkPorts(env) {
  const problems = [await portProblem("PORT", env.host, env.port)];
  if (env.backend === "local") {
    problems.push(await portProblem("LOCAL_ATHENA_PORT", "127.0.0.1", env.localAthenaPort));
  }
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new Failure(found.join("\n"));
}

/**
 * @param {Env} env
 * @param {string} dataDir
 * @param {Terminal} terminal
 */
function announce(env, dataDir, terminal) {
  terminal.line("");
  terminal.line(`  Athenaeum is ready:  ${env.nextAuthUrl}`);
  terminal.line("");
  if (env.backend === "local") {
    terminal.line(`  Athena and S3 API:   ${httpOrigin("127.0.0.1", env.localAthenaPort)}`);
  }
  terminal.line(`  Data and logs:       ${dataDir}`);
  terminal.line("  Stop with Ctrl-C.");
  terminal.line("");
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<undefined>}
 */
function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
