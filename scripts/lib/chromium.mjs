// @ts-check
import { existsSync } from "node:fs";
import { Failure } from "./failure.mjs";
import { run } from "./run.mjs";

const SYSTEM_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The path of a Chromium for the browser suite, installed with apt when there is none and we may.
 * Needs the packages to be installed.
 * @param {{ root: string, terminal: import("./terminal.mjs").Terminal, signal: AbortSignal }} options
 * @throws {Failure} when there is none and it cannot be installed
 */
export async function ensureChromium(options) {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    throw new Failure(
      `CHROMIUM_PATH is ${JSON.stringify(wanted)}, which does not exist: correct it.`,
    );
  }
  const found = (await playwrightChromium()) ?? systemChromium();
  if (found !== undefined) return found;
  await installWithApt(options);
  const installed = systemChromium();
  if (installed !== undefined) return installed;
  throw new Failure(
    "apt-get installed chromium, but it is not where it should be: set CHROMIUM_PATH.",
  );
}

function systemChromium() {
  return SYSTEM_PATHS.find((path) => existsSync(path));
}

/** Playwright's own download, when someone has made it. */
async function playwrightChromium() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** @param {Parameters<typeof ensureChromium>[0]} options */
async function installWithApt({ root, terminal, signal }) {
  const help =
    "install Chromium or Google Chrome, or run `npx playwright install chromium`, or set CHROMIUM_PATH.";
  if (!existsSync("/usr/bin/apt-get")) throw new Failure(`No Chromium was found: ${help}`);
  const prefix = await rootPrefix(root, signal);
  if (prefix === undefined) {
    throw new Failure(`No Chromium was found and this user may not install one: ${help}`);
  }
  const step = terminal.step("Installing Chromium");
  for (const args of [
    ["update"],
    ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"],
  ]) {
    const [command = "apt-get", ...rest] = [...prefix, "apt-get", ...args];
    const { code, lines } = await run(command, rest, {
      cwd: root,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      signal,
      onLine: (line) => step.note(line.slice(0, 60)),
    });
    if (code === 0) continue;
    step.fail();
    throw new Failure(`Chromium could not be installed with apt-get: ${help}`, lines.slice(-15));
  }
  step.done("Installed Chromium");
}

/**
 * What to put before apt-get, undefined when this user cannot become root without a password.
 * @param {string} root
 * @param {AbortSignal} signal
 */
async function rootPrefix(root, signal) {
  if (process.getuid?.() === 0) return [];
  const { code } = await run("sudo", ["-n", "true"], { cwd: root, signal });
  return code === 0 ? ["sudo", "-n"] : undefined;
}
