// @ts-check
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const PAGE_BYTES = 4096;
const HOME = "/home/spark";
const LIBRARY_PATH = "/lib/python314.zip";
const PACKAGES_PATH = "/lib/packages.zip";

const PYODIDE = fileURLToPath(new URL("../../node_modules/pyodide/", import.meta.url));

/** Sources become bytecode: a session imports it several times as fast. Pyodide's own packages stay out. */
const COMPILE = `
import importlib._bootstrap_external as loader, pathlib, re, zipfile

def write_zip(path, sources, zip_path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in sources:
            if not name.endswith(".py"):
                archive.writestr(name, source)
                continue
            code = compile(source, f"{zip_path}/{name}", "exec", dont_inherit=True)
            archive.writestr(f"{name}c", loader._code_to_timestamp_pyc(code))

def compile_library(path, zip_path):
    left_out = re.compile(r"_?pyodide/|site-packages/|_pyrepl/|idlelib/|turtledemo/")
    with zipfile.ZipFile("/lib/python314.zip") as archive:
        names = [n for n in archive.namelist() if not n.endswith("/") and not left_out.match(n)]
        write_zip(path, [(n, archive.read(n)) for n in names], zip_path)

def compile_packages(folder, zip_path):
    paths = sorted(pathlib.Path(folder).rglob("*.py"))
    sources = [(str(path.relative_to(folder)), path.read_bytes()) for path in paths]
    write_zip(zip_path, sources, zip_path)
`;

/**
 * What is imported before the image is taken costs no session any time. The names of Pyodide's packages lead nowhere
 * from there on: a session has no JavaScript.
 */
const PREPARE = `
import sys, zipimport

sys.path[:] = ["", "${LIBRARY_PATH}", "${PACKAGES_PATH}"]
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()
import base64, collections, csv, dataclasses, datetime, decimal, fractions, functools, inspect, io, itertools, json
import logging, math, operator, pathlib, random, re, statistics, string, tempfile, textwrap, time, traceback, typing, uuid
import athena_kernel
athena_kernel.prepare()
sys.excepthook = sys.__excepthook__
sys.meta_path[:] = [f for f in sys.meta_path if not type(f).__module__.startswith("_pyodide")]
own = ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core", "_ctypes", "ctypes")
for name in [n for n in sys.modules if n.split(".")[0] in own]:
    del sys.modules[name]
for name in ("_pyodide_core", "_ctypes"):
    sys.modules[name] = None
problem = ""
try:
    import pyspark.sql.functions, pyspark.sql.types, pyspark.sql.window, pyspark.sql.dataframe, pyspark.sql.readwriter
    athena_kernel.start_namespace()
except Exception:
    problem = traceback.format_exc()
problem
`;

/** @param {string} target a zip */
export async function makeStandardLibrary(target) {
  const python = await load();
  python.runPython(`${COMPILE}\ncompile_library("/library.zip", "${LIBRARY_PATH}")`);
  const partial = `${target}-${process.pid}`;
  writeFileSync(partial, python.FS.readFile("/library.zip"));
  renameSync(partial, target);
}

/**
 * Writes packages.zip, image.bin and image.json (see image-facts.ts) beside the standard library that stands there.
 * @param {{ folder: string, kernel: string, pyspark: string }} options folders
 */
export async function makeImage({ folder, kernel, pyspark }) {
  const python = await load();
  copySources(kernel, python, "/sources");
  copySources(pyspark, python, "/sources/pyspark");
  python.runPython(`${COMPILE}\ncompile_packages("/sources", "${PACKAGES_PATH}")`);
  writeFileSync(join(folder, "packages.zip"), python.FS.readFile(PACKAGES_PATH));
  python.FS.writeFile(LIBRARY_PATH, readFileSync(join(folder, "standard-library.zip")));
  python.FS.mkdirTree(HOME);
  python.FS.chdir(HOME);
  const globals = python.globals.get("dict")();
  const problem = python.runPython(PREPARE, { globals });
  globals.destroy();
  python.runPython("__import__('gc').collect()");

  const memory = memoryOf(python);
  const runs = usedRuns(memory);
  writeFileSync(
    join(folder, "image.bin"),
    Buffer.concat(runs.map(([offset, length]) => memory.subarray(offset, offset + length))),
  );
  /** @type {import("../../lib/local-athena/spark/python/image-facts").ImageFacts} */
  const facts = {
    memoryBytes: memory.length,
    runs,
    homeDirectory: HOME,
    files: { "standard-library.zip": LIBRARY_PATH, "packages.zip": PACKAGES_PATH },
    problem,
  };
  writeFileSync(join(folder, "image.json"), JSON.stringify(facts));
}

function load() {
  return loadPyodide({
    indexURL: PYODIDE,
    env: { HOME },
    enableRunUntilComplete: false,
    _makeSnapshot: true,
  });
}

/**
 * @param {object} python
 * @returns {Uint8Array}
 */
function memoryOf(python) {
  const module = Reflect.get(python, "_module");
  return module.HEAPU8;
}

/**
 * @param {Uint8Array} memory
 * @returns {[number, number][]}
 */
function usedRuns(memory) {
  /** @type {[number, number][]} */
  const runs = [];
  const zero = Buffer.alloc(PAGE_BYTES);
  for (let offset = 0; offset < memory.length; offset += PAGE_BYTES) {
    if (zero.equals(memory.subarray(offset, offset + PAGE_BYTES))) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === offset) last[1] += PAGE_BYTES;
    else runs.push([offset, PAGE_BYTES]);
  }
  return runs;
}

/**
 * @param {string} folder
 * @param {import("pyodide").PyodideAPI} python
 * @param {string} target in Python's file system
 */
function copySources(folder, python, target) {
  for (const name of readdirSync(folder, { encoding: "utf8", recursive: true })) {
    if (!name.endsWith(".py")) continue;
    const copy = `${target}/${name.replaceAll("\\", "/")}`;
    python.FS.mkdirTree(dirname(copy));
    python.FS.writeFile(copy, readFileSync(join(folder, name)));
  }
}
