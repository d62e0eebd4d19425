// @ts-check
// Vitest runs it before the suites: tests start Spark sessions from an image of the sources as they stand.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const script = fileURLToPath(new URL("../build-spark-python.mjs", import.meta.url));

export default async function ensureSparkPython() {
  try {
    await promisify(execFile)(process.execPath, [script]);
  } catch (error) {
    // The suites of sessions fail by it; the others have nothing to do with it.
    console.error(error instanceof Error ? error.message : error);
  }
}
