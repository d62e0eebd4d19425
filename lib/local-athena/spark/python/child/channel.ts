import { readSync, writeSync } from "node:fs";
import { type FRAME, FRAME_HEADER_BYTES, frameHeader } from "../frames";

/** The descriptors that the service hands to the process. */
const CHANNEL_FD = 3;
const RETRY_MS = 1;
const OUTPUT_MAX_BYTES = 64 * 1024;
/** So many writes go out at once in one interval; of a flood the rest is gathered until the next interval. */
const DIRECT_WRITES_MAX = 100;

export type Frame = { kind: number; payload: Uint8Array };

const sleepCell = new Int32Array(new SharedArrayBuffer(4));

export function pauseMs(ms: number): void {
  Atomics.wait(sleepCell, 0, 0, ms);
}

function again(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}

/** The service is gone or has closed the session: there is nobody left to work for. */
function leave(): never {
  process.exit(0);
}

function writeAll(bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(CHANNEL_FD, bytes, written);
    } catch (error) {
      if (!again(error)) leave();
      pauseMs(RETRY_MS);
    }
  }
}

function readExactly(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    try {
      const count = readSync(CHANNEL_FD, bytes, read, length - read, null);
      if (count === 0) leave();
      read += count;
    } catch (error) {
      if (!again(error)) leave();
      pauseMs(RETRY_MS);
    }
  }
  return bytes;
}

/** The connection to the service: everything on it waits, as Python does. */
export class Channel {
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #gatheredKind = 0;
  #directWrites = 0;

  send(kind: number, payload: Uint8Array): void {
    this.flush();
    writeAll(frameHeader(kind, payload.length));
    writeAll(payload);
  }

  receive(): Frame {
    const header = readExactly(FRAME_HEADER_BYTES);
    const length = new DataView(header.buffer).getUint32(1, true);
    return { kind: header[0] ?? 0, payload: readExactly(length) };
  }

  /** Sends output, at most some of it; answers how much. */
  output(kind: typeof FRAME.stdout | typeof FRAME.stderr, bytes: Uint8Array): number {
    const taken = bytes.slice(0, OUTPUT_MAX_BYTES);
    if (this.#directWrites++ < DIRECT_WRITES_MAX) {
      this.send(kind, taken);
      return taken.length;
    }
    if (this.#gatheredKind !== kind || this.#gatheredBytes + taken.length > OUTPUT_MAX_BYTES)
      this.flush();
    this.#gatheredKind = kind;
    this.#gathered.push(taken);
    this.#gatheredBytes += taken.length;
    return taken.length;
  }

  /** To be called about every `POLL_MS` while Python works. */
  beginInterval(): void {
    this.flush();
    this.#directWrites = 0;
  }

  flush(): void {
    if (this.#gatheredBytes === 0) return;
    const bytes = Buffer.concat([
      frameHeader(this.#gatheredKind, this.#gatheredBytes),
      ...this.#gathered,
    ]);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    writeAll(bytes);
  }
}
