import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const suites = (folders: string) => [`${folders}/**/*.test.ts`];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    // Generous, for machines that do other things too: nothing that passes waits for it.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    pool: "forks",
    // By itself it leaves a core idle, which of two is half of them.
    maxWorkers: 2,
    globalSetup: "scripts/lib/ensure-spark-python.mjs",
    deps: { optimizer: { ssr: { enabled: true, include: ["dt-sql-parser"] } } },
    projects: [
      {
        extends: true,
        test: {
          name: "local-athena",
          include: suites("lib/local-athena"),
          // Its files share a process: most of their time was spent loading the same modules anew.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: suites("lib/{server,testing}"),
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "console",
          include: suites("{lib,components,scripts}"),
          exclude: ["lib/{local-athena,server,testing}/**", "**/node_modules/**"],
        },
      },
    ],
  },
});
