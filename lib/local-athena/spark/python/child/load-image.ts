import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ImageFacts } from "../image-facts";
import type { CreateModule, EmscriptenModule, WasmImports } from "./emscripten";
import { sealImports } from "./sealed-imports";

export type LoadedImage = {
  module: EmscriptenModule;
  /** Where Python counts its jumps and calls down to the next look for signals. */
  signalClockAddress: number;
};

/** A Python whose memory is that of the image: everything is imported already, nothing has run. */
export async function loadImage(folder: string, checkSignals: () => number): Promise<LoadedImage> {
  let signalClock: unknown;
  const facts: ImageFacts = JSON.parse(readFileSync(join(folder, "image.json"), "utf8"));
  const glue: { default: CreateModule } = await import(
    pathToFileURL(join(folder, "pyodide.asm.mjs")).href
  );
  const module = await glue.default({
    noInitialRun: true,
    INITIAL_MEMORY: facts.memoryBytes,
    API: { config: { jsglobals: {}, env: {} }, runtimeEnv: { IN_NODE: true, IN_NODE_ESM: true } },
    arguments: [],
    thisProgram: "python3",
    print() {},
    printErr() {},
    locateFile(name) {
      throw new Error(`${name} is not available`);
    },
    preRun: [
      ({ FS }) => {
        FS.mkdirTree(facts.homeDirectory);
        FS.chdir(facts.homeDirectory);
        FS.mkdirTree("/lib");
        for (const [name, path] of Object.entries(facts.files))
          FS.writeFile(path, readFileSync(join(folder, name)), { canOwn: true });
      },
    ],
    instantiateWasm(imports, done) {
      const env: WasmImports = imports.env;
      env.Jsv_GetError_import = () => null;
      env.JsvError_Check = () => 0;
      sealImports(env);
      env._Py_CheckEmscriptenSignals_Helper = Object.assign(checkSignals, { sig: "i" });
      const compiled = new WebAssembly.Module(readFileSync(join(folder, "pyodide.asm.wasm")));
      // Emscripten awaits what it is given here.
      queueMicrotask(() => {
        const instance = new WebAssembly.Instance(compiled, imports);
        signalClock = instance.exports._Py_emscripten_signal_clock;
        done(instance, compiled);
      });
      return {};
    },
  });
  const file = openSync(join(folder, "image.bin"), "r");
  let position = 0;
  for (const [offset, length] of facts.runs) {
    readSync(file, module.HEAPU8, offset, length, position);
    position += length;
  }
  closeSync(file);
  if (!(signalClock instanceof WebAssembly.Global)) throw new Error("Python has no signal clock");
  return { module, signalClockAddress: Number(signalClock.value) };
}
