// @ts-check
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/**
 * Hash of the paths and contents of files, folders taken whole. What does not exist counts as absent.
 * @param {string} root
 * @param {readonly string[]} paths relative to root
 * @param {{ ignore?: (path: string) => boolean, salt?: readonly string[] }} [options] ignore sees paths relative to root
 */
export function contentHash(root, paths, { ignore = () => false, salt = [] } = {}) {
  const hash = createHash("sha256");
  for (const text of salt) hash.update(`salt ${text}\n`);
  for (const path of filesBelow(root, paths, ignore)) {
    const file = createHash("sha256")
      .update(readFileSync(join(root, path)))
      .digest("hex");
    hash.update(`${path} ${file}\n`);
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {readonly string[]} paths
 * @param {(path: string) => boolean} ignore
 * @returns {string[]}
 */
function filesBelow(root, paths, ignore) {
  return paths.flatMap((path) => {
    const full = join(root, path);
    if (ignore(path) || !existsSync(full)) return [];
    if (!statSync(full).isDirectory()) return [path];
    const children = readdirSync(full).sort();
    return filesBelow(
      root,
      children.map((name) => `${path}/${name}`),
      ignore,
    );
  });
}

/** @param {string} stampPath */
export function readStamp(stampPath) {
  return existsSync(stampPath) ? readFileSync(stampPath, "utf8").trim() : undefined;
}

/**
 * @param {string} stampPath
 * @param {string} hash
 */
export function writeStamp(stampPath, hash) {
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, `${hash}\n`);
}

/**
 * Runs `make` unless its outputs exist and were made from the same inputs. The stamp is gone while
 * `make` works, so that an interrupted or failed run is never taken for a current one.
 * @param {{ stampPath: string, hash: string, outputs: readonly string[], make: () => Promise<void> }} options
 * @returns {Promise<"current" | "made">}
 */
export async function makeUnlessCurrent({ stampPath, hash, outputs, make }) {
  if (readStamp(stampPath) === hash && outputs.every((path) => existsSync(path))) return "current";
  rmSync(stampPath, { force: true });
  await make();
  writeStamp(stampPath, hash);
  return "made";
}
