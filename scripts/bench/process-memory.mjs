// @ts-check
import { readdirSync, readFileSync } from "node:fs";

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process has ended meanwhile.
    return "";
  }
}

/**
 * Memory of a process and of all it started, shared pages counted in parts (Linux only).
 * @param {number} root
 * @returns {{ bytes: number, processes: number }}
 */
export function memoryOfTree(root) {
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [
        Number(name),
        Number(/^PPid:\s+(\d+)/m.exec(textOf(`/proc/${name}/status`))?.[1] ?? 0),
      ]),
  );
  const tree = [root];
  for (const pid of tree)
    tree.push(...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child));
  const bytes = tree.reduce((sum, pid) => {
    const kib = /^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1];
    return sum + Number(kib ?? 0) * 1_024;
  }, 0);
  return { bytes, processes: tree.length };
}
