// @ts-check
import { existsSync, readFileSync } from "node:fs";

const LINE =
  /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\n#]*?))\s*(?:#.*)?$/;

/**
 * The variables of a `.env` file, empty when there is none. process.loadEnvFile came after Node 20.9.
 * @param {string} path
 * @returns {Record<string, string>}
 */
export function readDotEnv(path) {
  if (!existsSync(path)) return {};
  /** @type {Record<string, string>} */
  const variables = {};
  for (const line of readFileSync(path, "utf8").split(/\r?\n/)) {
    const match = LINE.exec(line);
    if (match?.[1]) variables[match[1]] = match[2] ?? match[3] ?? match[4] ?? "";
  }
  return variables;
}
