import { FRAME } from "./frames";
import { PythonDied, type RunEvents, type RunOutcome } from "./python-host";
import { JsonTooLarge } from "./read-json";
import { readDisplay, readRequest } from "./read-messages";

/** After an interrupt output is read on, so that Python can end, though nobody takes it yet. */
const QUEUE_MAX_BYTES = 8 * 1024 * 1024;
/** An answer that is longer would not fit beside its own copies in Python's memory. */
const ANSWER_MAX_BYTES = 256 * 1024 * 1024;

const WORDS = {
  stdout: "the standard output",
  stderr: "the standard error",
  display: "the display data",
};

export type PythonRunOptions = {
  number: number;
  events: RunEvents;
  outputMaxBytes: number;
  interruptGraceMs: number;
  send(kind: number, ...parts: Uint8Array[]): void;
  /** Tells Python that this is the nth interrupt of the run. */
  interrupt(count: number): void;
  kill(reason: string): void;
};

/** One block of code on its way: output goes to the events in order, requests are answered. */
export class PythonRun {
  readonly number: number;
  readonly outcome: Promise<RunOutcome>;
  readonly #options: PythonRunOptions;
  readonly #written = { stdout: 0, stderr: 0, display: 0 };
  #delivered: Promise<void> = Promise.resolve();
  #queuedBytes = 0;
  #interrupts = 0;
  #isStopped = false;
  /** What Python says became of the code; it holds once Python waits for the next. */
  #status: string | undefined;
  #overflow: keyof typeof WORDS | undefined;
  #grace: NodeJS.Timeout | undefined;
  #request: AbortController | undefined;
  #resolve!: (outcome: RunOutcome) => void;
  #reject!: (error: Error) => void;

  constructor(options: PythonRunOptions) {
    this.#options = options;
    this.number = options.number;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  interrupt(): void {
    this.#isStopped = true;
    this.#raise();
  }

  died(reason: string): void {
    clearTimeout(this.#grace);
    this.#request?.abort();
    void this.#delivered.catch(() => {}).then(() => this.#reject(new PythonDied(reason)));
  }

  async onFrame(kind: number, payload: Uint8Array): Promise<void> {
    if (kind === FRAME.end) this.#status = Buffer.from(payload).toString();
    else if (this.#status !== undefined) this.#afterEnd(kind);
    else if (kind === FRAME.stdout) await this.#output("stdout", payload);
    else if (kind === FRAME.stderr) await this.#output("stderr", payload);
    else if (kind === FRAME.display) await this.#display(payload);
    else if (kind === FRAME.request) await this.#onRequest(payload);
  }

  /** Python waits for code: what it said of this run is true now. */
  async onReady(): Promise<void> {
    if (this.#status === undefined)
      this.#options.kill("its code asked for the next before its own end");
    else await this.#finish(this.#status);
  }

  /** Code that says that it has ended goes on unheard; Python's own clean-up must not wait for an answer. */
  #afterEnd(kind: number): void {
    if (kind === FRAME.request) this.#options.send(FRAME.interrupted);
  }

  #raise(): void {
    this.#options.interrupt(++this.#interrupts);
    this.#request?.abort();
    const { interruptGraceMs, kill } = this.#options;
    this.#grace ??= setTimeout(
      () => kill(`its code did not stop within ${interruptGraceMs / 1000} s of its interrupt`),
      interruptGraceMs,
    );
  }

  async #output(stream: "stdout" | "stderr", bytes: Uint8Array): Promise<void> {
    if (this.#overflow) return;
    const left = this.#options.outputMaxBytes - this.#written[stream];
    const taken = bytes.subarray(0, left);
    this.#written[stream] += taken.length;
    if (taken.length < bytes.length) {
      this.#overflow = stream;
      this.#raise();
    }
    if (taken.length > 0)
      await this.#deliver(taken.length, () => this.#options.events[stream](taken));
  }

  async #display(payload: Uint8Array): Promise<void> {
    if (this.#overflow) return;
    this.#written.display += payload.length;
    const isTooMuch = this.#written.display > this.#options.outputMaxBytes;
    const data = isTooMuch ? undefined : await readDisplay(payload);
    if (data === undefined) {
      this.#overflow = "display";
      this.#raise();
    } else await this.#deliver(payload.length, () => this.#options.events.display(data));
  }

  /** In order, one at a time; waits so that Python waits, unless it is to end. */
  async #deliver(sizeBytes: number, deliver: () => Promise<void>): Promise<void> {
    this.#queuedBytes += sizeBytes;
    this.#delivered = this.#delivered.then(deliver).then(() => {
      this.#queuedBytes -= sizeBytes;
    });
    this.#delivered.catch((error: unknown) =>
      this.#options.kill(`its output could not be kept: ${messageOf(error)}`),
    );
    if (this.#interrupts === 0 || this.#queuedBytes > QUEUE_MAX_BYTES) await this.#delivered;
  }

  async #onRequest(payload: Uint8Array): Promise<void> {
    const known = Buffer.from(payload).readUInt32LE(0);
    const asked = known < this.#interrupts ? undefined : await readRequest(payload.subarray(4));
    if (asked === undefined || known < this.#interrupts) {
      this.#options.send(FRAME.interrupted);
      return;
    }
    const request = new AbortController();
    this.#request = request;
    const answer = (kind: number, ...parts: Uint8Array[]) => {
      if (this.#request !== request) return;
      this.#request = undefined;
      this.#options.send(kind, ...parts);
    };
    request.signal.addEventListener("abort", () => answer(FRAME.interrupted), { once: true });
    void this.#delivered
      .then(() => {
        if (asked instanceof JsonTooLarge) throw asked;
        return this.#options.events.request(asked.name, asked.body, request.signal);
      })
      .then((value) => encode({ answer: value ?? {} }))
      .catch((error: unknown) => encode({ error: describeError(error) }))
      .then((bytes) => answer(FRAME.answer, bytes));
  }

  async #finish(status: string): Promise<void> {
    clearTimeout(this.#grace);
    await this.#delivered;
    if (this.#overflow) {
      const line = `OutputTooLarge: ${WORDS[this.#overflow]} of one calculation may hold ${this.#options.outputMaxBytes} bytes\n`;
      await this.#options.events.stderr(Buffer.from(line));
      this.#resolve({ status: "failed" });
    } else if (status === "interrupted" && this.#isStopped)
      this.#resolve({ status: "interrupted" });
    else this.#resolve({ status: status === "completed" ? "completed" : "failed" });
  }
}

function encode(answer: unknown): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(answer));
  if (bytes.length <= ANSWER_MAX_BYTES) return bytes;
  const message = `Total size of serialized results (${bytes.length} bytes) is bigger than ${ANSWER_MAX_BYTES} bytes`;
  return Buffer.from(JSON.stringify({ error: { errorClass: "Py4JJavaError", message } }));
}

function describeError(error: unknown): { errorClass: string; message: string } {
  const errorClass = error instanceof Error && "errorClass" in error ? error.errorClass : undefined;
  return {
    errorClass: typeof errorClass === "string" ? errorClass : "Py4JJavaError",
    message: messageOf(error),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
