// @ts-check
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { httpOrigin } from "../../lib/server/env.mjs";
import { buildLocalAthena } from "./build.mjs";
import { localAthenaCredentials, openDataDir, openLog } from "./data-dir.mjs";
import { readDotEnv } from "./dotenv.mjs";
import { Failure } from "./failure.mjs";
import { isLocalAthenaReady, stringMember, waitForHealth } from "./health.mjs";
import { installPackages } from "./install.mjs";
import { freePort, portProblem } from "./ports.mjs";
import { spawnLocalAthenaAt } from "./programs.mjs";
import { describeExit, exitOf, stopChild } from "./supervise.mjs";
import { createTerminal } from "./terminal.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DEFAULT_PORT = 4570;
const DEFAULT_REGION = "us-east-1";
const DEFAULT_HOME = ".athenaeum";

const HELP = `Starts local-athena, an Athena-compatible service, without the console.

  npm run local-athena -- [--port 4570] [--data-dir <folder>] [--no-sample] [--control] [--request-rates]

  --port           where Athena and S3 listen on 127.0.0.1; 0 takes any free port
  --data-dir       where everything is kept; without it the same folder that npm start uses
  --no-sample      starts without sample tables and queries
  --control        serves /_athenaeum/control, for tests: faults, and the pace of state machines
  --request-rates  refuses calls above Athena's published request rates`;

/** @typedef {import("./programs.mjs").Credentials} Credentials */
/** @typedef {import("./terminal.mjs").Terminal} Terminal */

/**
 * @typedef {object} Options
 * @property {number} port
 * @property {string} portName where people set it
 * @property {string} region
 * @property {string} folder absolute
 * @property {string} home absolute; holds the key pair and the log
 * @property {Credentials | undefined} credentials those of the environment
 * @property {string[]} flags passed on to the service
 */

/** @param {NodeJS.ProcessEnv} shell wins over .env */
const variablesOf = (shell) => ({ ...readDotEnv(join(ROOT, ".env")), ...shell });

/**
 * @param {NodeJS.ProcessEnv} variables
 * @param {string | undefined} given
 */
function foldersOf(variables, given) {
  const home = resolve(ROOT, variables.ATHENAEUM_DATA_DIR || DEFAULT_HOME);
  if (given === undefined) return { home, folder: join(home, "local-athena") };
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  return { home: folder, folder };
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} variables
 * @returns {Options}
 */
function readOptions(args, variables) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      "data-dir": { type: "string" },
      "no-sample": { type: "boolean" },
      control: { type: "boolean" },
      "request-rates": { type: "boolean" },
    },
  });
  const text = values.port ?? variables.LOCAL_ATHENA_PORT ?? String(DEFAULT_PORT);
  const portName = values.port === undefined ? "LOCAL_ATHENA_PORT" : "--port";
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new Failure(`${portName} is ${JSON.stringify(text)}: set it to a port from 0 to 65535.`);
  const { LOCAL_ATHENA_ACCESS_KEY_ID: accessKeyId, LOCAL_ATHENA_SECRET_ACCESS_KEY: secret } =
    variables;
  return {
    ...foldersOf(variables, values["data-dir"]),
    port,
    portName,
    region: variables.AWS_REGION || DEFAULT_REGION,
    credentials: accessKeyId && secret ? { accessKeyId, secretAccessKey: secret } : undefined,
    flags: /** @type {const} */ (["no-sample", "control", "request-rates"])
      .filter((name) => values[name])
      .map((name) => `--${name}`),
  };
}

/**
 * Runs a command of ours to its exit status: a failure is told in lines, a signal ends it with 0.
 * @param {(parts: { terminal: Terminal, signal: AbortSignal }) => Promise<number>} work
 */
async function asCommand(work) {
  const stopping = new AbortController();
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(name, () => stopping.abort());
  const terminal = createTerminal();
  try {
    return await work({ terminal, signal: stopping.signal });
  } catch (error) {
    terminal.close();
    if (stopping.signal.aborted) return 0;
    const isUsage =
      error instanceof TypeError &&
      "code" in error &&
      String(error.code).startsWith("ERR_PARSE_ARGS");
    if (!(error instanceof Failure) && !isUsage) throw error;
    if (error instanceof Failure) for (const line of error.details) console.error(`  ${line}`);
    console.error(error.message);
    return 1;
  }
}

/**
 * Installs, builds and runs local-athena alone, until a signal or its own end.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} shell
 * @returns {Promise<number>} the exit status
 */
export function runLocalAthena(args, shell) {
  return asCommand(async ({ terminal, signal }) => {
    if (args.includes("--help")) {
      terminal.line(HELP);
      return 0;
    }
    const options = readOptions(args, variablesOf(shell));
    const service = await startLocalAthenaAlone(options, { terminal, signal });
    announce(service, options, terminal);
    const exit = await Promise.race([exitOf(service.child), aborted(signal)]);
    if (exit === undefined) {
      terminal.line("Stopping …");
      await stopChild(service.child);
      return 0;
    }
    console.error(`local-athena ended (${describeExit(exit)}). Its log: ${service.log.path}`);
    return exit.code || 1;
  });
}

/**
 * Starts local-athena and waits until it is ready.
 * @param {Options} options
 * @param {{ terminal: Terminal, signal: AbortSignal }} parts
 * @throws {Failure} in its own words when it refuses to start
 */
export async function startLocalAthenaAlone(options, { terminal, signal }) {
  const { home, folder, region } = options;
  openDataDir(home);
  if (options.port !== 0) {
    const problem = await portProblem(options.portName, "127.0.0.1", options.port);
    if (problem !== undefined) throw new Failure(problem);
  }
  const port = options.port === 0 ? await freePort() : options.port;
  await installPackages({ root: ROOT, terminal, signal });
  await buildLocalAthena({ root: ROOT, terminal, signal });

  const credentials = options.credentials ?? localAthenaCredentials(home);
  const step = terminal.step("Starting local-athena");
  const log = openLog(home, "local-athena");
  const child = spawnLocalAthenaAt(
    { root: ROOT, folder, port, region, logFd: log.fd, flags: options.flags },
    credentials,
  );
  const ended = new AbortController();
  exitOf(child).then((exit) => ended.abort(endedEarly(exit, log)));
  const url = httpOrigin("127.0.0.1", port);
  try {
    await waitForHealth(`${url}/_athenaeum/health`, {
      signal: AbortSignal.any([signal, ended.signal]),
      isReady(answer) {
        const progress = stringMember(answer.body, "progress") ?? "";
        if (stringMember(answer.body, "state") === "failed")
          throw new Failure(`local-athena could not load its sample data: ${progress}`);
        step.note(progress);
        return isLocalAthenaReady(answer);
      },
    });
  } catch (error) {
    if (!signal.aborted) step.fail();
    await stopChild(child);
    throw ended.signal.aborted ? ended.signal.reason : error;
  }
  step.done("local-athena is ready");
  return { child, url, credentials, log };
}

/**
 * Its last line is for people when it refuses to start, and a log line when it broke.
 * @param {import("./supervise.mjs").Exit} exit
 * @param {ReturnType<typeof openLog>} log
 */
function endedEarly(exit, log) {
  const tail = log.tail();
  const last = tail.at(-1) ?? "";
  if (last.startsWith("local-athena: ")) return new Failure(last);
  return new Failure(
    `local-athena ended (${describeExit(exit)}) before it was ready. Its log: ${log.path}`,
    tail,
  );
}

/**
 * @param {{ url: string, credentials: Credentials, log: { path: string } }} service
 * @param {Options} options
 * @param {Terminal} terminal
 */
function announce({ url, credentials, log }, { folder, region, flags }, terminal) {
  for (const line of [
    "",
    `  local-athena is ready:  ${url}    (open it in a browser)`,
    "",
    `  export AWS_ENDPOINT_URL=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
    `  export AWS_ACCESS_KEY_ID=${credentials.accessKeyId} AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}`,
    "",
    ...(flags.includes("--control") ? [`  Control:  ${url}/_athenaeum/control`] : []),
    `  Data:     ${folder}`,
    `  Log:      ${log.path}`,
    "  Stop with Ctrl-C.",
    "",
  ])
    terminal.line(line);
}

/**
 * Fills the history of a stopped local-athena with synthetic executions.
 * @param {string[]} args `--executions`, `--data-dir`
 * @param {NodeJS.ProcessEnv} shell
 * @returns {Promise<number>} the exit status
 */
export function generateHistory(args, shell) {
  return asCommand(async ({ terminal, signal }) => {
    const { values } = parseArgs({
      args,
      options: { executions: { type: "string" }, "data-dir": { type: "string" } },
    });
    const { folder } = foldersOf(variablesOf(shell), values["data-dir"]);
    return generateInto(folder, values.executions ?? "", { terminal, signal });
  });
}

/**
 * @param {string} folder absolute
 * @param {string} executions how many, as text
 * @param {{ terminal: Terminal, signal: AbortSignal }} parts
 * @returns {Promise<number>} the exit status
 */
export async function generateInto(folder, executions, { terminal, signal }) {
  await installPackages({ root: ROOT, terminal, signal });
  await buildLocalAthena({ root: ROOT, terminal, signal });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const child = spawn(
    process.execPath,
    ["build/local-athena-generate.mjs", "--data-dir", folder, "--executions", executions],
    { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"], detached: true },
  );
  const exit = await Promise.race([exitOf(child), aborted(signal)]);
  if (exit !== undefined) return exit.code ?? 1;
  await stopChild(child);
  return 0;
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
