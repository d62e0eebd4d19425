// @ts-check
import { spawn } from "node:child_process";

const KEPT_LINES_MAX = 400;

/**
 * Runs a program to its end and keeps the last lines of its output. Never throws for an exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal, onLine?: (line: string) => void }} options
 * @returns {Promise<{ code: number, lines: string[] }>} code 127 when the program cannot be started
 */
export function run(command, args, { cwd, env = process.env, signal, onLine }) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const stop = () => child.kill("SIGTERM");
    signal?.addEventListener("abort", stop, { once: true });

    /** @type {string[]} */
    const lines = [];
    /** @param {string} line */
    const keep = (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES_MAX) lines.shift();
      onLine?.(line);
    };
    eachLine(child.stdout, keep);
    eachLine(child.stderr, keep);

    child.once("error", (error) => {
      signal?.removeEventListener("abort", stop);
      resolve({ code: 127, lines: [error.message] });
    });
    child.once("close", (code) => {
      signal?.removeEventListener("abort", stop);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code: code ?? 1, lines });
    });
  });
}

/**
 * @param {import("node:stream").Readable} stream
 * @param {(line: string) => void} onLine
 */
function eachLine(stream, onLine) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  stream.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}
