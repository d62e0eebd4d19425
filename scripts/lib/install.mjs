// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { run } from "./run.mjs";
import { contentHash, makeUnlessCurrent, readStamp, writeStamp } from "./stamp.mjs";

const LOCK = "package-lock.json";
const INSTALLED_LOCK = "node_modules/.package-lock.json";
const STAMP = "node_modules/.athenaeum-stamp";
const NPM_LINES = 100;
const FETCHED = /^npm http fetch GET 200 \S+\.tgz/;

/** @typedef {Record<string, { version?: string, optional?: boolean }>} LockedPackages */

/**
 * Installs the locked packages with `npm ci`, unless they are there for this Node.
 * @param {{ root: string, terminal: import("./terminal.mjs").Terminal, signal: AbortSignal }} options
 * @throws {Failure} with npm's own words
 */
export async function installPackages({ root, terminal, signal }) {
  // Native packages are built for one Node ABI, system and processor.
  const target = `${process.versions.modules}-${process.platform}-${process.arch}`;
  const hash = `${target} ${contentHash(root, [LOCK])}`;
  const stampPath = join(root, STAMP);
  const stampedTarget = readStamp(stampPath)?.split(" ")[0] ?? target;
  if (stampedTarget === target && isInstalledByHand(root)) writeStamp(stampPath, hash);
  await makeUnlessCurrent({
    stampPath,
    hash,
    outputs: [join(root, "node_modules")],
    make: () => npmCi({ root, terminal, signal }),
  });
}

/** @param {Parameters<typeof installPackages>[0]} options */
async function npmCi({ root, terminal, signal }) {
  const step = terminal.step("Installing packages");
  const packages = Object.keys(lockedPackages(root, LOCK)).length;
  let fetched = 0;
  const [command, ...args] = npmCommand();
  const { code, lines } = await run(
    command,
    [...args, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=http"],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: "development" },
      signal,
      onLine(line) {
        if (!FETCHED.test(line)) return;
        fetched += 1;
        step.note(`${fetched} fetched, at most ${packages}`);
      },
    },
  );
  if (code === 0) {
    step.done("Installed packages");
    return;
  }
  step.fail();
  throw new Failure(
    `The packages could not be installed: npm ci ended with code ${code}.`,
    lines.filter((line) => !line.startsWith("npm http fetch")).slice(-NPM_LINES),
  );
}

/** The npm that runs us, because another one on the PATH may read lock files differently. */
function npmCommand() {
  const npmCli = process.env.npm_execpath;
  return npmCli?.endsWith("npm-cli.js")
    ? /** @type {const} */ ([process.execPath, npmCli])
    : /** @type {const} */ (["npm"]);
}

/**
 * Whether someone's own `npm ci` or `npm install` has put there what the lock names. npm writes its
 * record last, so an interrupted install has none.
 * @param {string} root
 */
function isInstalledByHand(root) {
  if (!existsSync(join(root, INSTALLED_LOCK))) return false;
  const installed = lockedPackages(root, INSTALLED_LOCK);
  const locked = lockedPackages(root, LOCK);
  const isWhole = Object.entries(locked).every(([path, { version, optional }]) => {
    const found = installed[path];
    return found === undefined ? optional === true : found.version === version;
  });
  return isWhole && Object.keys(installed).every((path) => path in locked);
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {LockedPackages}
 */
function lockedPackages(root, path) {
  const { "": _project, ...packages } = JSON.parse(readFileSync(join(root, path), "utf8")).packages;
  return packages;
}
