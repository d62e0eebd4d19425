// @ts-check
// Makes what a Spark session's process starts from: build/spark-python/<hash>, named by build/spark-python/current.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { makeImage, makeStandardLibrary } from "./lib/spark-image.mjs";
import { contentHash } from "./lib/stamp.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const python = "lib/local-athena/spark/python";
const pyspark = "lib/local-athena/spark/pyspark";
const pyodide = join(root, "node_modules/pyodide");
/** Sessions that start meanwhile still read an older image. */
const OLD_AFTER_MS = 3_600_000;

const hash = contentHash(
  root,
  [
    `${python}/kernel`,
    `${python}/child`,
    `${python}/frames.ts`,
    pyspark,
    "node_modules/pyodide/package.json",
    "scripts/build-spark-python.mjs",
    "scripts/lib/spark-image.mjs",
  ],
  { ignore: (path) => /\/__pycache__$|\.(test|fixture)\.ts$|\.md$/.test(path) },
).slice(0, 16);

const parent = join(root, "build/spark-python");
const folder = join(parent, hash);
if (!existsSync(join(folder, "image.json"))) await makeFolder();
// Moved into place: what starts meanwhile reads a whole name.
const current = join(parent, `current-${process.pid}`);
writeFileSync(current, `${hash}\n`);
renameSync(current, join(parent, "current"));
removeOld();

const { problem } = JSON.parse(readFileSync(join(folder, "image.json"), "utf8"));
if (problem) {
  console.error(`Sessions would start without pyspark, which cannot be imported:\n${problem}`);
  process.exitCode = 1;
}

async function makeFolder() {
  const partial = join(parent, `partial-${process.pid}`);
  mkdirSync(partial, { recursive: true });
  for (const name of ["pyodide.asm.mjs", "pyodide.asm.wasm"])
    copyFileSync(join(pyodide, name), join(partial, name));
  const { version } = JSON.parse(readFileSync(join(pyodide, "package.json"), "utf8"));
  const library = join(parent, `standard-library-${version}.zip`);
  if (!existsSync(library)) await makeStandardLibrary(library);
  copyFileSync(library, join(partial, "standard-library.zip"));
  await Promise.all([
    build({
      absWorkingDir: root,
      entryPoints: { child: `${python}/child/main.ts` },
      outdir: partial,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      legalComments: "none",
      logLevel: "warning",
    }),
    makeImage({
      folder: partial,
      kernel: join(root, python, "kernel"),
      pyspark: join(root, pyspark),
    }),
  ]);
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Somebody else was faster.
    if (!existsSync(join(folder, "image.json"))) throw error;
    rmSync(partial, { recursive: true });
  }
}

function removeOld() {
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    const path = join(parent, entry.name);
    if (!entry.isDirectory() || path === folder) continue;
    if (Date.now() - statSync(path).mtimeMs > OLD_AFTER_MS) rmSync(path, { recursive: true });
  }
}
