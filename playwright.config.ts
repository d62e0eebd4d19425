import { defineConfig } from "@playwright/test";

/** `npm test` finds or installs a Chromium and names it here. */
const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

// The SDK would tell every worker that it wants a newer Node than ours.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** `TOUR_DIR=<folder> npx playwright test` takes pictures of the pages into that folder instead of testing. */
const tour = process.env.TOUR_DIR !== undefined;

/**
 * Off, beside what Playwright has off itself (of two lists Chromium takes the last): every window of a headless
 * Chromium loads pages for its address bar, which would be half the work of opening one.
 */
const DISABLED_FEATURES = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

export default defineConfig({
  testDir: tour ? "e2e/tour" : "e2e/specs",
  outputDir: "test-results",
  globalSetup: "./e2e/fixtures/before-workers.ts",
  forbidOnly: process.env.CI !== undefined,
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // Generous, for two cores that do other things too: nothing that passes waits for it.
  timeout: 120_000,
  expect: { timeout: 40_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    // A trace of every test would take as long as the tests; `--trace=on` makes one where it is needed.
    trace: "off",
    screenshot: "only-on-failure",
    // Before the test's own limit, which would not say what it waited for.
    actionTimeout: 40_000,
    launchOptions: {
      executablePath,
      // Root, as in CI containers, has no sandbox, and /dev/shm is small there; the rest calls home.
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
        // There is none: drawing by the processor without the detour through an emulated one is quicker.
        "--disable-gpu",
        "--disable-gpu-rasterization",
        `--disable-features=${DISABLED_FEATURES.join(",")}`,
      ],
    },
  },
});
