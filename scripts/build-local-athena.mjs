// Bundles local-athena and its generator into a file each, which runs beside node_modules; packages with native parts stay there.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

await build({
  absWorkingDir: root,
  entryPoints: {
    "local-athena": "lib/local-athena/serve.ts",
    "local-athena-generate": "lib/local-athena/generate.ts",
  },
  outdir: "build",
  outExtension: { ".js": ".mjs" },
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
