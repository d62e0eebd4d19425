import { CRASHED_EXIT_CODE, FRAME } from "../frames";
import { Channel } from "./channel";
import { bridgeDevice, emptyDevice, outputDevice } from "./device";
import type { DeviceOperations, EmscriptenModule } from "./emscripten";
import { harden } from "./harden";
import { Interrupts } from "./interrupts";
import { limitFiles } from "./limit-files";
import { limitMemory } from "./limit-memory";
import { loadImage } from "./load-image";

const POLL_MS = 10;
const PARENT_CHECK_MS = 1_000;
const FILES_MAX_BYTES = 256 * 1024 * 1024;
const SIGINT = 2;
/** Emscripten's O_RDONLY and O_WRONLY. */
const READ = 0;
const WRITE = 1;

function addDevice(
  { FS }: EmscriptenModule,
  path: string,
  minor: number,
  operations: DeviceOperations,
): void {
  const device = FS.makedev(90, minor);
  FS.registerDevice(device, operations);
  FS.mkdev(path, device);
}

function addDevices(module: EmscriptenModule, channel: Channel, interrupts: Interrupts): void {
  const { FS } = module;
  for (const [fd, path] of ["/dev/stdin", "/dev/stdout", "/dev/stderr"].entries()) {
    FS.closeStream(fd);
    FS.unlink(path);
  }
  addDevice(module, "/dev/stdin", 0, emptyDevice(FS));
  addDevice(module, "/dev/stdout", 1, outputDevice(FS, channel, FRAME.stdout));
  addDevice(module, "/dev/stderr", 2, outputDevice(FS, channel, FRAME.stderr));
  FS.open("/dev/stdin", READ);
  FS.open("/dev/stdout", WRITE);
  FS.open("/dev/stderr", WRITE);
  addDevice(module, "/dev/athena", 3, bridgeDevice(FS, channel, interrupts));
}

/** Python looks here for signals every 50 instructions that jump or call. */
function watchSignals(module: EmscriptenModule, channel: Channel, interrupts: Interrupts): void {
  const parent = process.ppid;
  let polledAtMs = 0;
  let parentSeenAtMs = 0;
  module.Py_EmscriptenSignalBuffer = {
    get 0() {
      const nowMs = performance.now();
      if (nowMs - polledAtMs < POLL_MS) return 0;
      polledAtMs = nowMs;
      if (nowMs - parentSeenAtMs > PARENT_CHECK_MS) {
        if (process.ppid !== parent) process.exit(0);
        parentSeenAtMs = nowMs;
      }
      channel.beginInterval();
      return interrupts.take() ? SIGINT : 0;
    },
    set 0(_value) {},
  };
  module.HEAP8[module._Py_EMSCRIPTEN_SIGNAL_HANDLING] = 1;
}

const [folder = "", memoryLimit = ""] = process.argv.slice(2);
harden();
limitMemory(Number(memoryLimit));
const module = await loadImage(folder);
const channel = new Channel();
const interrupts = new Interrupts();
addDevices(module, channel, interrupts);
limitFiles(module, FILES_MAX_BYTES);
watchSignals(module, channel, interrupts);
// What loading left behind is a quarter of the process.
globalThis.gc?.();
try {
  module._PyRun_SimpleString(
    module.stringToNewUTF8("import athena_kernel\nathena_kernel.serve()\n"),
  );
} finally {
  process.exit(CRASHED_EXIT_CODE);
}
