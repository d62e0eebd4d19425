// @ts-check
// Vitest runs it before the suites: tests start Spark sessions from an image of the sources as they stand.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const script = fileURLToPath(new URL("../build-spark-python.mjs", import.meta.url));

export default async function ensureSparkPython() {
  const { stderr } = await promisify(execFile)(process.execPath, [script]);
  if (stderr) console.warn(stderr);
}
