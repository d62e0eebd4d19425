import { readSync } from "node:fs";

const INTERRUPT_FD = 4;
const INTERRUPT_BYTES = 8;

/**
 * Whether the service wants the run to end. It says so in a file that both have open: reading it never waits,
 * so that a busy Python can look between two instructions.
 */
export class Interrupts {
  #run = 0;
  #seen = 0;
  #armed = false;
  readonly #bytes = new Uint8Array(INTERRUPT_BYTES);
  readonly #view = new DataView(this.#bytes.buffer);

  begin(run: number): void {
    this.#run = run;
    this.#seen = 0;
    this.#armed = true;
  }

  end(): void {
    this.#armed = false;
  }

  /** A request tells how many interrupts Python knows of: the service answers at once when it knows of more. */
  prefixed(payload: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(4 + payload.length);
    new DataView(bytes.buffer).setUint32(0, this.#seen, true);
    bytes.set(payload, 4);
    return bytes;
  }

  /** True once for each interrupt of this run. */
  take(): boolean {
    if (!this.#armed) return false;
    readSync(INTERRUPT_FD, this.#bytes, 0, INTERRUPT_BYTES, 0);
    if (this.#view.getUint32(0, true) !== this.#run) return false;
    const count = this.#view.getUint32(4, true);
    if (count <= this.#seen) return false;
    this.#seen = count;
    return true;
  }
}
