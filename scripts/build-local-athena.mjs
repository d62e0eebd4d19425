// Bundles local-athena and its generator into a file each, which runs beside node_modules; packages with native parts stay there.
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
// Built apart and moved: what starts meanwhile reads a whole bundle, the old one or the new one.
const partial = join("build", `partial-${process.pid}`);
const bundles = {
  "local-athena": "lib/local-athena/serve.ts",
  "local-athena-generate": "lib/local-athena/generate.ts",
};

await build({
  absWorkingDir: root,
  entryPoints: bundles,
  outdir: partial,
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
for (const name of Object.keys(bundles))
  renameSync(join(root, partial, `${name}.mjs`), join(root, "build", `${name}.mjs`));
rmSync(join(root, partial), { recursive: true });

await import("./build-spark-python.mjs");
