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
  let addresses: WebAssembly.Exports = {};
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
        addresses = instance.exports;
        done({ exports: usedExports(instance.exports) }, compiled);
      });
      return {};
    },
  });
  // Python calls C functions through a place in the table of functions, which is not the image's.
  const trampoline =
    addressOf(addresses, "_PyRuntime") +
    (module.HEAP32[addressOf(addresses, "_PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET") >> 2] ?? 0);
  const place = module.HEAP32[trampoline >> 2] ?? 0;
  restoreMemory(folder, facts, module.HEAPU8);
  module.HEAP32[trampoline >> 2] = place;
  return { module, signalClockAddress: addressOf(addresses, "_Py_emscripten_signal_clock") };
}

function restoreMemory(folder: string, facts: ImageFacts, memory: Uint8Array): void {
  const file = openSync(join(folder, "image.bin"), "r");
  let position = 0;
  for (const [offset, length] of facts.runs) {
    readSync(file, memory, offset, length, position);
    position += length;
  }
  closeSync(file);
}

function addressOf(exports: WebAssembly.Exports, name: string): number {
  const address = exports[name];
  if (!(address instanceof WebAssembly.Global)) throw new Error(`Python exports no ${name}`);
  return Number(address.value);
}

/** What JavaScript itself calls; each of thousands of other exports would cost an object or two. */
const CALLED =
  /^(malloc|free|calloc|realloc|memalign|memcpy|setThrew|main|raise|htons|htonl|ntohs|strerror|sbrk|pthread_self|fileno|_?emscripten_.*|__.*|PyRun_SimpleString)$/;

function usedExports(exports: WebAssembly.Exports): WebAssembly.Exports {
  return Object.fromEntries(
    Object.entries(exports).filter(
      ([name, value]) => typeof value !== "function" || CALLED.test(name),
    ),
  );
}
