// @ts-check
import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 200;
const REQUEST_TIMEOUT_MS = 5_000;

/** @typedef {{ status: number, body: unknown }} HealthAnswer */

/**
 * Asks a health address until `isReady` likes the answer. A refused connection means "not yet".
 * @param {string} url
 * @param {object} options
 * @param {(answer: HealthAnswer) => boolean} options.isReady may throw to give up
 * @param {AbortSignal} options.signal
 * @returns {Promise<void>} rejects with the signal's reason, or with what isReady threw
 */
export async function waitForHealth(url, { isReady, signal }) {
  for (;;) {
    signal.throwIfAborted();
    const answer = await ask(url, signal);
    if (answer !== undefined && isReady(answer)) return;
    await pause(POLL_MS, undefined, { signal });
  }
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<HealthAnswer | undefined>}
 */
async function ask(url, signal) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    });
    const text = await response.text();
    return { status: response.status, body: parseJson(text) };
  } catch {
    return undefined;
  }
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
