// @ts-check
import { randomBytes, randomInt } from "node:crypto";
import {
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";

const LOG_BYTES_MAX = 10 * 1024 * 1024;
const LOG_TAIL_LINES = 15;

/**
 * Creates the data folder with its log folder and proves that files can be made in it.
 * @param {string} dir absolute
 */
export function openDataDir(dir) {
  const probe = join(dir, `.write-test-${process.pid}`);
  try {
    mkdirSync(join(dir, "logs"), { recursive: true, mode: 0o700 });
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Failure(
      `ATHENAEUM_DATA_DIR is ${JSON.stringify(dir)}, where nothing can be written (${errorCode(error)}): set it to a folder that this user may write to.`,
    );
  }
}

/**
 * The session secret of this data folder, made at its first use.
 * @param {string} dir
 */
export function sessionSecret(dir) {
  return readOrCreate(join(dir, "secret"), () => randomBytes(32).toString("base64"));
}

/**
 * The key pair with which the console signs its calls to local-athena, made at its first use.
 * @param {string} dir
 * @returns {{ accessKeyId: string, secretAccessKey: string }}
 */
export function localAthenaCredentials(dir) {
  const path = join(dir, "local-athena-credentials");
  const text = readOrCreate(
    path,
    () => `${randomAccessKeyId()} ${randomBytes(30).toString("base64")}`,
  );
  const [accessKeyId, secretAccessKey] = text.split(" ");
  if (!accessKeyId || !secretAccessKey) {
    throw new Failure(`${path} is damaged: delete it, a new one is made at the next start.`);
  }
  return { accessKeyId, secretAccessKey };
}

/**
 * Opens a log for appending, after setting an overgrown one aside.
 * @param {string} dir
 * @param {string} name
 * @returns {{ path: string, fd: number, tail: () => string[] }} tail: the last lines written since opening
 */
export function openLog(dir, name) {
  const path = join(dir, "logs", `${name}.log`);
  if (sizeBytes(path) > LOG_BYTES_MAX) renameSync(path, `${path}.1`);
  const startBytes = sizeBytes(path);
  return {
    path,
    fd: openSync(path, "a", 0o600),
    tail: () =>
      readFileSync(path)
        .subarray(startBytes)
        .toString()
        .split("\n")
        .filter((line) => line !== "")
        .slice(-LOG_TAIL_LINES),
  };
}

/**
 * @param {string} path
 * @param {() => string} create
 */
function readOrCreate(path, create) {
  try {
    writeFileSync(path, `${create()}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  return readFileSync(path, "utf8").trim();
}

/** @param {string} path */
function sizeBytes(path) {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Twenty characters as AWS's own have, with a start that no scanner takes for a real key. */
function randomAccessKeyId() {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return `LOCAL${Array.from({ length: 15 }, () => alphabet[randomInt(alphabet.length)]).join("")}`;
}

/** @param {unknown} error */
function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
