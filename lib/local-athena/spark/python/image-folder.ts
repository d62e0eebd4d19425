import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Beside the bundle of the service, or below the sources: in both cases in `build`. */
const PLACES = ["./spark-python/", "../../../../build/spark-python/"];

/**
 * The folder that sessions' processes start from.
 * @throws Error when scripts/build-spark-python.mjs has not made one
 */
export function imageFolder(): string {
  for (const place of PLACES) {
    const parent = fileURLToPath(new URL(place, import.meta.url));
    try {
      return join(parent, readFileSync(join(parent, "current"), "utf8").trim());
    } catch {}
  }
  throw new Error("there is no Python image: run node scripts/build-spark-python.mjs");
}
