/** A MIME bundle as in nbformat 4: text/plain, text/html, image/png (base64), image/svg+xml, application/vnd.dataresource+json … */
export type DisplayData = { data: Record<string, unknown>; metadata: Record<string, unknown> };

/** What a run of code tells while it goes on. Both streams wait for the promise before more is sent. */
export type RunEvents = {
  stdout(bytes: Uint8Array): Promise<void>;
  stderr(bytes: Uint8Array): Promise<void>;
  display(data: DisplayData): Promise<void>;
  /**
   * A request that Python code of ours makes (`spark.*` of bridge.ts, `session.status` …); Python waits for the answer.
   * The signal is aborted when the run is interrupted.
   */
  request(name: string, body: unknown, signal: AbortSignal): Promise<unknown>;
};

/** `failed`: the traceback has been written to stderr. */
export type RunOutcome = { status: "completed" | "failed" | "interrupted" };

/** One Python, in a process of its own; its variables live as long as it does. */
export interface PythonProcess {
  readonly pid: number;
  /**
   * Runs code to its end, one at a time.
   * @throws PythonDied when the process ends meanwhile
   */
  run(code: string, events: RunEvents): Promise<RunOutcome>;
  /** Raises KeyboardInterrupt in what runs now; nothing when nothing runs. */
  interrupt(): void;
  /** Ends the process at once. */
  kill(): void;
  /** Resolves when the process has ended, with the reason in words: `it used more than 1 GiB of memory`, `its process ended (exit code 3)`. */
  readonly ended: Promise<string>;
}

export class PythonDied extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = "PythonDied";
  }
}

export interface PythonHost {
  /** @throws Error when no Python can be started; AbortError */
  start(options: { sessionId: string; signal: AbortSignal }): Promise<PythonProcess>;
  /** Ends all processes. */
  close(): Promise<void>;
}
