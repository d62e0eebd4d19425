// Bundles local-athena into one file that runs beside node_modules; packages with native parts stay there.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

await build({
  absWorkingDir: root,
  entryPoints: ["lib/local-athena/serve.ts"],
  outfile: "build/local-athena.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["@duckdb/node-api", "@duckdb/node-bindings", "libsql", "vega-datasets"],
  // CommonJS packages inside the bundle call require.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  legalComments: "none",
  logLevel: "warning",
});
