import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AthenaException } from "./errors";
import { readBytes, textOf } from "./read-body";
import { readInput } from "./read-input";
import { inputMembers } from "./shapes";
import { validateInput } from "./validate-input";

const CONTENT_TYPE = "application/x-amz-json-1.1";
const TARGET_PREFIX = "AmazonAthena.";
/** Above the largest input of the model, a notebook of 10 MB with every character escaped. */
const BODY_MAX_BYTES = 64 * 1024 * 1024;

/** Runs an operation on a validated input; the answer may hold Dates. */
export type RunOperation = (operation: string, input: Record<string, unknown>) => unknown;

export type DispatchOptions = {
  run: RunOperation;
  /** Looks at who asks, before the input is read. @throws AthenaException */
  admit?: (request: IncomingMessage, body: Uint8Array, operation: string) => void;
  /** Called for failures that are ours, not the caller's. */
  onInternalError: (operation: string, error: unknown) => void;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** The same value with epoch seconds for Dates; what holds none is not copied. */
function withSeconds(value: Record<string, unknown>): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value))
    return value.map((item: unknown) => (isObject(item) ? withSeconds(item) : item));
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const item = value[name];
    const changed = isObject(item) ? withSeconds(item) : item;
    if (changed === item) continue;
    copy ??= { ...value };
    copy[name] = changed;
  }
  return copy ?? value;
}

/** Timestamps go over the wire as epoch seconds; undefined members vanish. */
export function toWire(output: unknown): string {
  // A replacer would do, and takes twice as long: it is called for every member.
  return JSON.stringify(isObject(output) ? withSeconds(output) : output);
}

/** The operation that a request names; undefined when it is no request of AWS JSON 1.1 for Athena. */
export function operationOf(request: IncomingMessage): string | undefined {
  if (request.method !== "POST" || request.url?.split("?", 1)[0] !== "/") return undefined;
  const contentType = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  const target = request.headers["x-amz-target"];
  if (contentType !== CONTENT_TYPE || typeof target !== "string") return undefined;
  return target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : undefined;
}

async function answer(request: IncomingMessage, options: DispatchOptions): Promise<string> {
  const bytes = await readBytes(request, BODY_MAX_BYTES);
  const operation = operationOf(request);
  const members = operation === undefined ? undefined : inputMembers(operation);
  if (operation === undefined || !members) throw new AthenaException("UnknownOperationException");
  const body = bytes && textOf(bytes);
  if (bytes === undefined || body === undefined)
    throw new AthenaException("SerializationException");
  options.admit?.(request, bytes, operation);
  const input = readInput(members, body);
  validateInput(members, input);
  try {
    return toWire(await options.run(operation, input));
  } catch (error) {
    if (error instanceof AthenaException) throw error;
    options.onInternalError(operation, error);
    throw new AthenaException("InternalServerException", "An internal error occurred.");
  }
}

/** Answers one AWS JSON 1.1 request of Athena's API; never rejects (reference 2). */
export async function dispatch(
  request: IncomingMessage,
  response: ServerResponse,
  options: DispatchOptions,
): Promise<void> {
  let status = 200;
  let body: string;
  try {
    body = await answer(request, options);
  } catch (error) {
    const exception =
      error instanceof AthenaException ? error : new AthenaException("SerializationException");
    status = exception.httpStatus;
    body = JSON.stringify(exception.toBody());
  }
  if (response.destroyed) return;
  const sizeBytes = Buffer.byteLength(body);
  response.writeHead(status, {
    "Content-Type": CONTENT_TYPE,
    "Content-Length": sizeBytes,
    "x-amzn-RequestId": randomUUID(),
  });
  // As many bytes as characters: all of it is ASCII, which needs no encoding.
  response.end(body, sizeBytes === body.length ? "latin1" : "utf8");
}
