// @ts-check
import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 200;

/** @typedef {{ status: number, body: unknown }} HealthAnswer */

/**
 * Asks a health address until `isReady` likes the answer. A refused connection means "not yet".
 * @param {string} url
 * @param {object} options
 * @param {(answer: HealthAnswer) => boolean} options.isReady may throw to give up
 * @param {AbortSignal} options.signal
 * @param {number} [options.timeoutMs] of all the asking; without it only the signal ends it
 * @param {number} [options.requestTimeoutMs] of one request, after which the next is sent
 * @returns {Promise<void>} rejects with the signal's reason, with what isReady threw, or when it took too long
 */
export async function waitForHealth(url, { isReady, signal, timeoutMs, requestTimeoutMs = 5_000 }) {
  const limit = createLimit(timeoutMs);
  const either = AbortSignal.any([signal, limit.signal]);
  try {
    for (;;) {
      either.throwIfAborted();
      const answer = await ask(url, either, requestTimeoutMs);
      if (answer !== undefined && isReady(answer)) return;
      await pause(POLL_MS, undefined, { signal: either });
    }
  } catch (error) {
    either.throwIfAborted();
    throw error;
  } finally {
    limit.clear();
  }
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @param {number} timeoutMs
 * @returns {Promise<HealthAnswer | undefined>}
 */
async function ask(url, signal, timeoutMs) {
  const limit = createLimit(timeoutMs);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, limit.signal]) });
    const text = await response.text();
    return { status: response.status, body: parseJson(text) };
  } catch {
    return undefined;
  } finally {
    limit.clear();
  }
}

/**
 * An `AbortSignal.timeout` inside an `AbortSignal.any` is held by nothing, and what the garbage collector takes
 * never fires: a timer of our own holds its signal.
 * @param {number | undefined} timeoutMs
 */
function createLimit(timeoutMs) {
  const controller = new AbortController();
  const tooLate = () => controller.abort(new Error(`No good answer within ${timeoutMs} ms`));
  const timer = timeoutMs === undefined ? undefined : setTimeout(tooLate, timeoutMs);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

/** @param {string} text */
function parseJson(text) {
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    return text;
  }
}

/** @param {HealthAnswer} answer */
export function isLocalAthenaReady({ status, body }) {
  return status === 200 && stringMember(body, "state") === "ready";
}

/**
 * @param {unknown} body
 * @param {string} name
 */
export function stringMember(body, name) {
  if (typeof body !== "object" || body === null) return undefined;
  const value = /** @type {Record<string, unknown>} */ (body)[name];
  return typeof value === "string" ? value : undefined;
}
