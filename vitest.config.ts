import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{lib,components,scripts}/**/*.test.ts"],
    exclude: ["node_modules", ".next", "build"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: "forks",
    globalSetup: "scripts/lib/ensure-spark-python.mjs",
    deps: { optimizer: { ssr: { enabled: true, include: ["dt-sql-parser"] } } },
  },
});
