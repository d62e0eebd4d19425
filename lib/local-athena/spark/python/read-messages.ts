import type { DisplayData } from "./python-host";
import { JsonTooLarge, readJson } from "./read-json";

export type RequestMessage = { name: string; body: unknown };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Undefined for more than can be held. @throws TypeError for what is no display data; SyntaxError */
export async function readDisplay(payload: Uint8Array): Promise<DisplayData | undefined> {
  const message = await readJson(payload).catch((error: unknown) => {
    if (!(error instanceof JsonTooLarge)) throw error;
  });
  if (message === undefined) return undefined;
  if (!isObject(message)) throw new TypeError("display data are an object");
  const { data, metadata } = message;
  if (!isObject(data) || !isObject(metadata)) throw new TypeError("display data have two parts");
  return { data, metadata };
}

/**
 * What a process asks; a JsonTooLarge is to be told to it.
 * @throws TypeError for what is no request; SyntaxError
 */
export async function readRequest(payload: Uint8Array): Promise<RequestMessage | JsonTooLarge> {
  try {
    const message = await readJson(payload);
    if (!isObject(message) || typeof message.name !== "string")
      throw new TypeError("a request has a name");
    return { name: message.name, body: message.body };
  } catch (error) {
    if (error instanceof JsonTooLarge) return error;
    throw error;
  }
}
