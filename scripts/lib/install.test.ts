import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installPackages } from "./install.mjs";
import { createTerminal } from "./terminal.mjs";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "install-"));
  for (const name of ["first", "second"]) {
    mkdirSync(join(root, name));
    write(`${name}/package.json`, { name, version: "1.0.0" });
  }
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: unknown) {
  writeFileSync(join(root, path), JSON.stringify(content));
}

/** A project whose packages are folders beside it, so that npm needs no registry. */
function writeProject(locked: string[], wanted = locked) {
  const dependencies = (names: string[]) =>
    Object.fromEntries(names.map((name) => [name, `file:${name}`]));
  write("package.json", { name: "project", version: "1.0.0", dependencies: dependencies(wanted) });
  const links = locked.flatMap((name) => [
    [name, { version: "1.0.0" }],
    [`node_modules/${name}`, { resolved: name, link: true }],
  ]);
  write("package-lock.json", {
    name: "project",
    version: "1.0.0",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: "project", version: "1.0.0", dependencies: dependencies(locked) },
      ...Object.fromEntries(links),
    },
  });
}

/** What was told meanwhile: empty when there was nothing to do. */
async function install(): Promise<string> {
  const output = new PassThrough();
  const told: string[] = [];
  output.on("data", (chunk) => told.push(String(chunk)));
  await installPackages({
    root,
    terminal: createTerminal(output),
    signal: new AbortController().signal,
  });
  return told.join("");
}

const isInstalled = (name: string) => existsSync(join(root, "node_modules", name, "package.json"));

test("installs once, and again when the lock names something else", async () => {
  writeProject(["first", "second"]);
  expect(await install()).toMatch(/Installing packages …\n✓ Installed packages \(\d/);
  expect([isInstalled("first"), isInstalled("second")]).toEqual([true, true]);
  expect(await install()).toBe("");

  writeProject(["first"]);
  expect(await install()).toContain("Installed packages");
  expect([isInstalled("first"), isInstalled("second")]).toEqual([true, false]);
});

test("packages that were installed by hand are taken as they are", async () => {
  writeProject(["first"]);
  execFileSync("npm", ["ci", "--no-audit"], { cwd: root, stdio: "ignore" });
  expect(await install()).toBe("");
});

test("a broken install says why and is tried again", async () => {
  writeProject(["first"], ["first", "second"]);
  const failure = await install().then(
    () => undefined,
    (error) => error,
  );
  expect(failure.message).toBe("The packages could not be installed: npm ci ended with code 1.");
  expect(failure.details.join("\n")).toContain("Missing: second@");
  writeProject(["first"]);
  expect(await install()).toContain("Installed packages");
});
