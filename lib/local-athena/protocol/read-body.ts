import type { IncomingMessage } from "node:http";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The whole body as text, without a byte order mark; undefined when it is longer than `maxBytes` or no UTF-8.
 * A longer one is read to its end and not kept: a client that still writes would not see the answer.
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<string | undefined> {
  let chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) chunks = [];
    else chunks.push(chunk);
  }
  if (sizeBytes > maxBytes) return undefined;
  try {
    return utf8.decode(Buffer.concat(chunks));
  } catch {
    return undefined;
  }
}
