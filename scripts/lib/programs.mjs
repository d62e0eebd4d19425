// @ts-check
import { spawn } from "node:child_process";
import { join } from "node:path";

const LIFELINE = new URL("./lifeline.mjs", import.meta.url).href;

/** What a program needs of the shell to run at all. local-athena runs people's code, so no more than this. */
const SHELL_VARIABLES = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "LOG_LEVEL"];

/** @typedef {{ accessKeyId: string, secretAccessKey: string }} Credentials */
/** @typedef {import("../../lib/server/env.mjs").Env} Env */
/** @typedef {{ root: string, dataDir: string, env: Env, logFd: number }} Launch dataDir is absolute */

/**
 * @param {Launch} launch
 * @param {Credentials} credentials
 */
export function spawnLocalAthena({ root, dataDir, env, logFd }, credentials) {
  const { localAthenaPort: port, region } = env;
  const folder = join(dataDir, "local-athena");
  return spawnLocalAthenaAt({ root, folder, port, region, logFd, flags: [] }, credentials);
}

/**
 * @param {{ root: string, folder: string, port: number, region: string, logFd: number, flags: string[] }} launch
 *   folder: its own data folder, absolute
 * @param {Credentials} credentials
 */
export function spawnLocalAthenaAt({ root, folder, port, region, logFd, flags }, credentials) {
  return spawnProgram(
    root,
    ["build/local-athena.mjs", "--data-dir", folder, ...flags],
    {
      ...pick(process.env, SHELL_VARIABLES),
      NODE_ENV: "production",
      LOCAL_ATHENA_PORT: String(port),
      AWS_REGION: region,
      // DuckDB fetches rows on Node's pool: the default of 4 would let a few slow results hold up files and lookups.
      UV_THREADPOOL_SIZE: "32",
      LOCAL_ATHENA_ACCESS_KEY_ID: credentials.accessKeyId,
      LOCAL_ATHENA_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    logFd,
  );
}

/**
 * @param {Launch} launch
 * @param {NodeJS.ProcessEnv} variables those of the shell and .env
 * @param {{ secret: string, credentials: Credentials | undefined }} secrets credentials: of local-athena, none on aws
 */
export function spawnConsole({ root, dataDir, env, logFd }, variables, { secret, credentials }) {
  const next = ["node_modules/next/dist/bin/next", "start", "-H", env.host, "-p", String(env.port)];
  return spawnProgram(
    root,
    next,
    {
      ...(credentials === undefined ? variables : withoutAwsIdentity(variables)),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      ATHENAEUM_DATA_DIR: dataDir,
      AWS_REGION: env.region,
      NEXTAUTH_URL: env.nextAuthUrl,
      NEXTAUTH_SECRET: secret,
      ...(credentials && {
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      }),
    },
    logFd,
  );
}

/**
 * Its own process group, so that Ctrl-C reaches start.mjs alone and the order of stopping is ours.
 * @param {string} root
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} logFd
 */
function spawnProgram(root, args, env, logFd) {
  return spawn(process.execPath, ["--import", LIFELINE, ...args], {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", logFd, logFd, "ipc"],
  });
}

/**
 * A real account's keys or profile must neither be sent to local-athena nor win over its own pair.
 * @param {NodeJS.ProcessEnv} variables
 */
function withoutAwsIdentity(variables) {
  const { AWS_PROFILE, AWS_SESSION_TOKEN, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...rest } =
    variables;
  return rest;
}

/**
 * @param {NodeJS.ProcessEnv} variables
 * @param {readonly string[]} names
 */
function pick(variables, names) {
  return Object.fromEntries(names.map((name) => [name, variables[name]]));
}
