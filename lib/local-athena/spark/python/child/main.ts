import { CRASHED_EXIT_CODE, FRAME } from "../frames";
import { Channel } from "./channel";
import { bridgeDevice, emptyDevice, outputDevice } from "./device";
import type { DeviceOperations, EmscriptenModule } from "./emscripten";
import { harden } from "./harden";
import { Interrupts } from "./interrupts";
import { limitFiles } from "./limit-files";
import { limitMemory } from "./limit-memory";
import { loadImage } from "./load-image";
import { Signals } from "./signals";

const FILES_MAX_BYTES = 256 * 1024 * 1024;
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

const [folder = "", memoryLimit = ""] = process.argv.slice(2);
harden();
limitMemory(Number(memoryLimit));
const channel = new Channel();
const interrupts = new Interrupts();
const signals = new Signals(channel, interrupts);
const image = await loadImage(folder, signals.check);
const { module } = image;
addDevices(module, channel, interrupts);
limitFiles(module, FILES_MAX_BYTES);
signals.watch(image);
// What loading left behind is a quarter of the process.
globalThis.gc?.();
try {
  module._PyRun_SimpleString(
    module.stringToNewUTF8("import athena_kernel\nathena_kernel.serve()\n"),
  );
} finally {
  process.exit(CRASHED_EXIT_CODE);
}
