import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ImageFacts } from "../image-facts";
import type { CreateModule, EmscriptenModule, WasmImports } from "./emscripten";
import { sealImports } from "./sealed-imports";

/** A Python whose memory is that of the image: everything is imported already, nothing has run. */
export async function loadImage(folder: string): Promise<EmscriptenModule> {
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
      const compiled = new WebAssembly.Module(readFileSync(join(folder, "pyodide.asm.wasm")));
      // Emscripten awaits what it is given here.
      queueMicrotask(() => done(new WebAssembly.Instance(compiled, imports), compiled));
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
  return module;
}
