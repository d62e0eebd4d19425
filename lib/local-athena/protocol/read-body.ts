import type { IncomingMessage } from "node:http";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The whole body; undefined when it is longer than `maxBytes`. A longer one is read to its end and not kept:
 * a client that still writes would not see the answer.
 */
export async function readBytes(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | undefined> {
  let chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) chunks = [];
    else chunks.push(chunk);
  }
  return sizeBytes > maxBytes ? undefined : Buffer.concat(chunks);
}

/** Bytes as text, without a byte order mark; undefined when they are no UTF-8. */
export function textOf(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The whole body as text, as `readBytes` and `textOf` give it. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<string | undefined> {
  const bytes = await readBytes(request, maxBytes);
  return bytes && textOf(bytes);
}
