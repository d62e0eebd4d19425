// @ts-check
// The JavaScript of a page, gzip, as it is transferred: `npm run bench:first-page -- http://127.0.0.1:3000`.
// Wants a running console, built for production, that offers the sample people.
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { ensureChromium } from "../lib/chromium.mjs";
import { createTerminal } from "../lib/terminal.mjs";

const BUDGET_KB = 170;
const LARGEST_SHOWN = 6;

/** @typedef {{ name: string, kb: number, late: boolean }} Script */

/**
 * All scripts that opening `path` transfers into an empty browser cache; `late` ones begin after the page's load event.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {string} path
 * @returns {Promise<Script[]>}
 */
async function scriptsOf(context, path) {
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  /** @type {Map<string, Script>} */
  const byRequest = new Map();
  let loaded = false;
  page.on("load", () => {
    loaded = true;
  });
  network.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type !== "Script") return;
    const name = new URL(response.url).pathname.split("/").at(-1) ?? response.url;
    byRequest.set(requestId, { name, kb: 0, late: loaded });
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const script = byRequest.get(requestId);
    if (script) script.kb = encodedDataLength / 1_000;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await page.close();
  return [...byRequest.values()].sort((a, b) => b.kb - a.kb);
}

/** @param {string} path @param {Script[]} scripts */
function report(path, scripts) {
  const sum = (/** @type {Script[]} */ some) => some.reduce((kb, script) => kb + script.kb, 0);
  const first = scripts.filter((script) => !script.late);
  console.log(
    `\n${path}: ${sum(first).toFixed(1)} kB in ${first.length} scripts, ${sum(scripts).toFixed(1)} kB with what follows`,
  );
  for (const { name, kb, late } of scripts.slice(0, LARGEST_SHOWN))
    console.log(`  ${kb.toFixed(1).padStart(6)} kB  ${name}${late ? "  (after load)" : ""}`);
  return sum(scripts);
}

const baseURL = process.argv[2] ?? "http://127.0.0.1:3000";
const executablePath = await ensureChromium({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  terminal: createTerminal(),
  signal: new AbortController().signal,
});
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const context = await browser.newContext({ baseURL });
  const firstPageKb = report("/sign-in", await scriptsOf(context, "/sign-in"));
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue as analyst" }).click();
  await page.waitForURL(/\/queries/);
  const opened = page.getByRole("grid", { name: "Queries" }).getByRole("link").first();
  const permalink = await opened.getAttribute("href");
  await page.close();
  for (const path of ["/queries", ...(permalink ? [permalink] : []), "/editor"])
    report(path, await scriptsOf(context, path));
  const within = firstPageKb <= BUDGET_KB;
  console.log(
    `\nFirst page: ${firstPageKb.toFixed(1)} kB, ${within ? "within" : "above"} ${BUDGET_KB} kB`,
  );
  process.exitCode = within ? 0 : 1;
} finally {
  await browser.close();
}
