import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Locked = { dependencies?: Names; optionalDependencies?: Names };
type Names = Record<string, string>;

const packages: Record<string, Locked> = JSON.parse(
  readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"),
).packages;

/** Whether a package finds another one in its own node_modules or in one above it. */
function isLocked(from: string, name: string): boolean {
  if (`${from}${from && "/"}node_modules/${name}` in packages) return true;
  if (from === "") return false;
  return isLocked(from.slice(0, Math.max(from.lastIndexOf("node_modules/") - 1, 0)), name);
}

// npm leaves out what its registry does not offer, and `npm ci` then refuses the lock on every machine.
test("the lock names every package of every platform", () => {
  const missing = Object.entries(packages).flatMap(([path, locked]) =>
    Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
      .filter((name) => !isLocked(path, name))
      .map((name) => `${name}, wanted by ${path}`),
  );
  expect(missing).toEqual([]);
});
