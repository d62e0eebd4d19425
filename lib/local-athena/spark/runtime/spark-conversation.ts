import {
  type CallFunction,
  SparkError,
  type SparkRequestName,
  type SparkSqlSession,
} from "../bridge";
import type { WireValue } from "../plan/plan";

/** What Python says of a function that it called for the service. */
export type FunctionResults = { results: WireValue[] } | { failure: string };

type Deferred = {
  promise: Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
};

function deferred(): Deferred {
  let resolve: Deferred["resolve"] = () => {};
  let reject: Deferred["reject"] = () => {};
  const promise = new Promise<unknown>((accept, refuse) => {
    resolve = accept;
    reject = refuse;
  });
  // Nobody waits for the end of what was given up.
  promise.catch(() => {});
  return { promise, resolve, reject };
}

/** A request on its way: what Python is told next, and how the function that it is asked for answers. */
type Work = { controller: AbortController; next: Deferred; called?: Deferred | undefined };

/**
 * The requests of one calculation. Python waits for an answer while the service works; where the service needs a
 * function of Python, the answer is `{ callFunction }`, the request after it has the results, and the work goes on.
 */
export class SparkConversation {
  #work: Work | undefined;

  constructor(private readonly sql: SparkSqlSession) {}

  /** @throws SparkError, AbortError as SparkSqlSession */
  request(name: SparkRequestName, body: unknown, signal: AbortSignal): Promise<unknown> {
    this.close();
    const controller = new AbortController();
    const ended = AbortSignal.any([signal, controller.signal]);
    const work: Work = { controller, next: deferred() };
    this.#work = work;
    ended.addEventListener("abort", () => work.called?.reject(ended.reason), { once: true });
    const callFunction: CallFunction = (call) => {
      ended.throwIfAborted();
      work.called = deferred();
      work.next.resolve({ callFunction: call });
      return work.called.promise as Promise<WireValue[]>;
    };
    this.sql.handle(name, body as never, ended, callFunction).then(
      (answer) => work.next.resolve(answer),
      (error: unknown) => work.next.reject(error),
    );
    return this.#answer(work, signal);
  }

  /**
   * Goes on with the request that waits for these results.
   * @throws SparkError, AbortError as SparkSqlSession; Error when no function was called
   */
  results(given: FunctionResults, signal: AbortSignal): Promise<unknown> {
    const work = this.#work;
    if (!work?.called) return Promise.reject(new Error("No function was called."));
    const { called } = work;
    work.called = undefined;
    work.next = deferred();
    if ("failure" in given) called.reject(new SparkError("PythonException", String(given.failure)));
    else called.resolve(given.results);
    return this.#answer(work, signal);
  }

  /** Ends what waits for a function that is never answered. */
  close(): void {
    this.#work?.controller.abort();
    this.#work = undefined;
  }

  #answer({ controller, next }: Work, signal: AbortSignal): Promise<unknown> {
    signal.addEventListener("abort", () => controller.abort(), { once: true });
    return next.promise;
  }
}
