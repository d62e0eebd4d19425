/** What is used of the module that Emscripten's glue makes; its own types do not exist. */
export type EmscriptenStream = { seekable: boolean };
export type DeviceOperations = {
  open(stream: EmscriptenStream): void;
  close(): void;
  read(
    stream: EmscriptenStream,
    memory: Uint8Array | Int8Array,
    offset: number,
    length: number,
  ): number;
  write(
    stream: EmscriptenStream,
    memory: Uint8Array | Int8Array,
    offset: number,
    length: number,
  ): number;
};

type MemoryFile = { contents: { length: number } };
/** Where Python's files live; its functions call each other as members. */
export type MemoryFileSystem = {
  expandFileStorage(node: MemoryFile, capacityBytes: number): void;
  resizeFileStorage(node: MemoryFile, sizeBytes: number): void;
  ops_table: {
    file: {
      stream: {
        write(
          stream: EmscriptenStream,
          memory: Uint8Array | Int8Array,
          offset: number,
          length: number,
          ...rest: unknown[]
        ): number;
      };
    };
  };
};

export interface EmscriptenFileSystem {
  mkdirTree(path: string): void;
  chdir(path: string): void;
  writeFile(path: string, bytes: Uint8Array, options: { canOwn: boolean }): void;
  makedev(major: number, minor: number): number;
  registerDevice(device: number, operations: DeviceOperations): void;
  mkdev(path: string, device: number): void;
  unlink(path: string): void;
  open(path: string, flags: number): { fd: number };
  closeStream(fd: number): void;
  filesystems: { MEMFS: MemoryFileSystem };
  ErrnoError: new (errno: number) => Error;
}

export interface EmscriptenModule {
  FS: EmscriptenFileSystem;
  HEAPU8: Uint8Array;
  HEAP8: Int8Array;
  HEAP32: Int32Array;
  _Py_EMSCRIPTEN_SIGNAL_HANDLING: number;
  _PyRun_SimpleString(code: number): number;
  stringToNewUTF8(text: string): number;
}

export type WasmFunction = ((...args: never[]) => unknown) & { sig?: string };
export type WasmImports = Record<string, WasmFunction>;

export type EmscriptenSettings = {
  noInitialRun: true;
  INITIAL_MEMORY: number;
  API: object;
  arguments: string[];
  thisProgram: string;
  print(line: string): void;
  printErr(line: string): void;
  locateFile(name: string): string;
  preRun: ((module: EmscriptenModule) => void)[];
  instantiateWasm(
    imports: { env: WasmImports } & WebAssembly.Imports,
    done: (instance: Pick<WebAssembly.Instance, "exports">, module: WebAssembly.Module) => void,
  ): object;
};

export type CreateModule = (settings: EmscriptenSettings) => Promise<EmscriptenModule>;

/** Emscripten's numbers, which are not the host's. */
export const ERRNO = { EINVAL: 28, ENOSPC: 51, EPERM: 63 } as const;
