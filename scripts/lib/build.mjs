// @ts-check
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { run } from "./run.mjs";
import { contentHash, makeUnlessCurrent } from "./stamp.mjs";

const OUTPUT_LINES = 40;

/**
 * @typedef {object} Build
 * @property {string} what
 * @property {readonly string[]} inputs
 * @property {(path: string) => boolean} ignore
 * @property {readonly string[]} command arguments for node
 * @property {string} stamp
 * @property {readonly string[]} outputs
 */

/** @param {string} path */
const isTest = (path) => /\.(test|fixture)\.tsx?$/.test(path);

/** @type {Build} */
const LOCAL_ATHENA = {
  what: "local-athena",
  inputs: [
    "lib/local-athena",
    "scripts/build-local-athena.mjs",
    "scripts/build-spark-python.mjs",
    "scripts/lib/spark-image.mjs",
    "package-lock.json",
  ],
  ignore: isTest,
  command: ["scripts/build-local-athena.mjs"],
  stamp: "build/.local-athena-stamp",
  outputs: [
    "build/local-athena.mjs",
    "build/local-athena-generate.mjs",
    "build/spark-python/current",
  ],
};

/** @type {Build} */
const CONSOLE = {
  what: "the console",
  inputs: [
    "app",
    "components",
    "lib",
    "public",
    "next.config.js",
    "tailwind.config.ts",
    "tsconfig.json",
    "package.json",
    "package-lock.json",
  ],
  ignore: (path) => path === "lib/local-athena" || path === "lib/testing" || isTest(path),
  command: ["node_modules/next/dist/bin/next", "build"],
  stamp: ".next/athenaeum-stamp",
  outputs: [".next/BUILD_ID"],
};

/** @typedef {{ root: string, terminal: import("./terminal.mjs").Terminal, signal: AbortSignal }} Context */

/** @param {Context} context */
export const buildLocalAthena = (context) => build(LOCAL_ATHENA, context);

/** @param {Context} context */
export const buildConsole = (context) => build(CONSOLE, context);

/**
 * @param {Build} target
 * @param {Context} context
 * @throws {Failure} with the output of the build
 */
async function build(target, { root, terminal, signal }) {
  await makeUnlessCurrent({
    stampPath: join(root, target.stamp),
    hash: contentHash(root, target.inputs, { ignore: target.ignore, salt: [process.version] }),
    outputs: target.outputs.map((path) => join(root, path)),
    async make() {
      const step = terminal.step(`Building ${target.what}`);
      const { code, lines } = await run(process.execPath, target.command, {
        cwd: root,
        env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
        signal,
        onLine: (line) => step.note(line.replace(/^\W+/, "").trim().slice(0, 60)),
      });
      if (code === 0) {
        step.done(`Built ${target.what}`);
        return;
      }
      step.fail();
      throw new Failure(
        `Building ${target.what} failed with code ${code}.`,
        lines.slice(-OUTPUT_LINES),
      );
    },
  });
}
