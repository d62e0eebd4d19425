import { FRAME } from "../frames";
import { type Channel, pauseMs } from "./channel";
import {
  type DeviceOperations,
  type EmscriptenFileSystem,
  type EmscriptenStream,
  ERRNO,
} from "./emscripten";
import type { Interrupts } from "./interrupts";

const SLEEP_SLICE_MS = 20;
const ANSWERED = 0x41;
const EMPTY = new Uint8Array();
const RUN_NUMBER_BYTES = 4;

/** The kinds of call of athena_bridge.py. */
const CALL = { next: 0x4e, quiet: 0x55, end: 0x45, request: 0x51, display: 0x44, sleep: 0x53 };

function answer(kind: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(9 + payload.length);
  bytes[0] = kind;
  new DataView(bytes.buffer).setBigUint64(1, BigInt(payload.length), true);
  bytes.set(payload, 9);
  return bytes;
}

function call(
  kind: number,
  payload: Uint8Array,
  channel: Channel,
  interrupts: Interrupts,
): Uint8Array | undefined {
  switch (kind) {
    case CALL.next: {
      channel.send(FRAME.ready, EMPTY);
      const frame = channel.receive();
      if (frame.kind !== FRAME.code) return undefined;
      interrupts.begin(new DataView(frame.payload.buffer).getUint32(0, true));
      return answer(ANSWERED, frame.payload.subarray(RUN_NUMBER_BYTES));
    }
    case CALL.quiet:
      interrupts.end();
      return answer(ANSWERED, EMPTY);
    case CALL.end:
      interrupts.end();
      channel.send(FRAME.end, payload);
      return answer(ANSWERED, EMPTY);
    case CALL.request: {
      channel.send(FRAME.request, interrupts.prefixed(payload));
      // The service answers at once when the run is interrupted.
      const frame = channel.receive();
      if (frame.kind === FRAME.answer) return answer(ANSWERED, frame.payload);
      interrupts.take();
      return answer(FRAME.interrupted, EMPTY);
    }
    case CALL.display:
      channel.send(FRAME.display, payload);
      return answer(ANSWERED, EMPTY);
    case CALL.sleep: {
      channel.flush();
      const until = performance.now() + Number(Buffer.from(payload).toString()) * 1000;
      for (;;) {
        if (interrupts.take()) return answer(FRAME.interrupted, EMPTY);
        const leftMs = until - performance.now();
        if (!(leftMs > 0)) return answer(ANSWERED, EMPTY);
        pauseMs(Math.min(leftMs, SLEEP_SLICE_MS));
      }
    }
    default:
      return undefined;
  }
}

/** /dev/athena: a call is written at once, its answer is read next. */
export function bridgeDevice(
  fs: EmscriptenFileSystem,
  channel: Channel,
  interrupts: Interrupts,
): DeviceOperations {
  let unread: Uint8Array = EMPTY;
  return {
    open,
    close() {},
    write(_stream, memory, offset, length) {
      const message = bytesOf(memory, offset, length).slice();
      const answered = call(message[0] ?? 0, message.subarray(1), channel, interrupts);
      if (answered === undefined) throw new fs.ErrnoError(ERRNO.EINVAL);
      unread = answered;
      return length;
    },
    read(_stream, memory, offset, length) {
      const bytes = unread.subarray(0, length);
      bytesOf(memory, offset, length).set(bytes);
      unread = unread.subarray(bytes.length);
      return bytes.length;
    },
  };
}

export function outputDevice(
  fs: EmscriptenFileSystem,
  channel: Channel,
  kind: typeof FRAME.stdout | typeof FRAME.stderr,
): DeviceOperations {
  return {
    open,
    close() {},
    read() {
      throw new fs.ErrnoError(ERRNO.EINVAL);
    },
    write: (_stream, memory, offset, length) =>
      channel.output(kind, bytesOf(memory, offset, length)),
  };
}

/** Nobody answers: the end of the file. */
export function emptyDevice(fs: EmscriptenFileSystem): DeviceOperations {
  return {
    open,
    close() {},
    read: () => 0,
    write() {
      throw new fs.ErrnoError(ERRNO.EINVAL);
    },
  };
}

function open(stream: EmscriptenStream): void {
  stream.seekable = false;
}

function bytesOf(memory: Uint8Array | Int8Array, offset: number, length: number): Uint8Array {
  return new Uint8Array(memory.buffer, memory.byteOffset + offset, length);
}
