import { endWithService } from "./end-with-service";
import { CRASHED_EXIT_CODE, FRAME, frameHeader } from "./frames";
import { PythonDied, type PythonProcess, type RunEvents, type RunOutcome } from "./python-host";
import { PythonRun } from "./python-run";
import { readFrames } from "./read-frames";
import { type SpawnedChild, spawnChild } from "./spawn-child";
import { sacrificeFirst, watchMemory } from "./watch-memory";

/** What Node, the compiled Python and its files may need beside Python's memory. */
const OVERHEAD_BYTES = 512 * 1024 * 1024;
const GIB = 1024 ** 3;

export type ChildPythonOptions = {
  folder: string;
  memoryLimitBytes: number;
  outputMaxBytes: number;
  interruptGraceMs: number;
};

/** A Python in a process of its own; see PythonProcess. */
export class ChildPython implements PythonProcess {
  readonly pid: number;
  readonly ready: Promise<void>;
  readonly ended: Promise<string>;
  readonly #child: SpawnedChild;
  readonly #limits: { outputMaxBytes: number; interruptGraceMs: number };
  #reason: string | undefined;
  #run: PythonRun | undefined;
  #runNumber = 0;

  /** @throws Error when the machine cannot start a process */
  constructor({ folder, memoryLimitBytes, ...limits }: ChildPythonOptions) {
    this.#limits = limits;
    this.#child = spawnChild(folder, memoryLimitBytes);
    const { process } = this.#child;
    this.pid = process.pid ?? 0;
    if (process.pid !== undefined) sacrificeFirst(process.pid);
    const forget = process.pid === undefined ? () => {} : endWithService(process.pid);
    const stopWatching = watchMemory(this.pid, memoryLimitBytes + OVERHEAD_BYTES, () =>
      this.#end(`it used more than ${sizeText(memoryLimitBytes)} of memory`),
    );
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        stopWatching();
        forget();
        this.#reason ??= how;
        this.#run?.died(this.#reason);
        resolve(this.#reason);
      };
      process.once("error", (error) => end(`its process could not be started: ${error.message}`));
      process.once("exit", (code, signal) => end(endText(code, signal)));
    });
    let isReady: (() => void) | undefined;
    const firstReady = new Promise<void>((resolve) => {
      isReady = resolve;
    });
    this.ready = Promise.race([
      firstReady,
      this.ended.then((reason) => {
        throw new Error(`Python did not start: ${reason}. ${this.#child.complaint()}`.trim());
      }),
    ]);
    this.ready.catch(() => {});
    readFrames(this.#child.channel, async (kind, payload) => {
      if (kind === FRAME.ready) {
        isReady?.();
        await this.#run?.onReady();
      } else await this.#run?.onFrame(kind, payload);
    }).catch(() => this.#end("its process sent what cannot be read"));
  }

  async run(code: string, events: RunEvents): Promise<RunOutcome> {
    if (this.#run) throw new Error("this Python runs code already");
    if (this.#reason !== undefined) throw new PythonDied(this.#reason);
    const run = new PythonRun({
      number: ++this.#runNumber,
      events,
      ...this.#limits,
      send: (kind, ...parts) => this.#send(kind, parts),
      interrupt: (count) => this.#child.interrupt(run.number, count),
      kill: (reason) => this.#end(reason),
    });
    this.#run = run;
    const number = Buffer.alloc(4);
    number.writeUInt32LE(run.number);
    this.#send(FRAME.code, [number, Buffer.from(code)]);
    try {
      return await run.outcome;
    } finally {
      this.#run = undefined;
    }
  }

  interrupt(): void {
    this.#run?.interrupt();
  }

  kill(): void {
    this.#end("it was ended");
  }

  #end(reason: string): void {
    this.#reason ??= reason;
    this.#child.process.kill("SIGKILL");
  }

  #send(kind: number, parts: Uint8Array[]): void {
    const { channel } = this.#child;
    if (!channel.writable) return;
    channel.cork();
    channel.write(
      frameHeader(
        kind,
        parts.reduce((sum, part) => sum + part.length, 0),
      ),
    );
    for (const part of parts) channel.write(part);
    channel.uncork();
  }
}

function sizeText(bytes: number): string {
  return bytes >= GIB ? `${bytes / GIB} GiB` : `${Math.round(bytes / 1024 ** 2)} MiB`;
}

function endText(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal) return `its process was ended (${signal})`;
  return code === CRASHED_EXIT_CODE
    ? "its Python crashed"
    : `its process ended (exit code ${code})`;
}
