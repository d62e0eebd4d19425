import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["lib/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["node_modules", ".next", "build"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: "forks",
    server: { deps: { inline: ["dt-sql-parser", "antlr4-c3"] } },
  },
});
