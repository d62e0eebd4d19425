import type { Channel } from "./channel";
import type { Interrupts } from "./interrupts";
import type { LoadedImage } from "./load-image";

const POLL_MS = 10;
const PARENT_CHECK_MS = 1_000;
/** Python itself would look at every 50th jump or call, which may be seconds when each takes long. */
const JUMPS_BETWEEN_CHECKS = 3;
const SIGINT = 2;

/** What Python calls between two of its instructions: the number of a signal to raise, or 0. It has to be fast. */
export class Signals {
  readonly #channel: Channel;
  readonly #interrupts: Interrupts;
  readonly #parent = process.ppid;
  #image: LoadedImage | undefined;
  #memory: Int32Array = new Int32Array();
  #polledAtMs = 0;
  #parentSeenAtMs = 0;

  constructor(channel: Channel, interrupts: Interrupts) {
    this.#channel = channel;
    this.#interrupts = interrupts;
  }

  watch(image: LoadedImage): void {
    this.#image = image;
    image.module.HEAP8[image.module._Py_EMSCRIPTEN_SIGNAL_HANDLING] = 1;
  }

  readonly check = (): number => {
    if (this.#image === undefined) return 0;
    // Memory that has grown is another array.
    if (this.#memory.length === 0) this.#memory = this.#image.module.HEAP32;
    this.#memory[this.#image.signalClockAddress >> 2] = JUMPS_BETWEEN_CHECKS;
    const nowMs = Date.now();
    // Unequal rather than later: the clock may be set back.
    if (Math.abs(nowMs - this.#polledAtMs) < POLL_MS) return 0;
    this.#polledAtMs = nowMs;
    return this.#poll(nowMs);
  };

  #poll(nowMs: number): number {
    if (Math.abs(nowMs - this.#parentSeenAtMs) > PARENT_CHECK_MS) {
      if (process.ppid !== this.#parent) process.exit(0);
      this.#parentSeenAtMs = nowMs;
    }
    this.#channel.beginInterval();
    return this.#interrupts.take() ? SIGINT : 0;
  }
}
