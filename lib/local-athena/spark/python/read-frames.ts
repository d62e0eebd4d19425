import { FRAME_HEADER_BYTES, FRAME_MAX_BYTES } from "./frames";

/**
 * Hands over frame after frame; no more is read from the pipe while one is worked on.
 * @throws RangeError for a frame that is longer than any of ours; what `onFrame` throws
 */
export async function readFrames(
  source: AsyncIterable<Buffer>,
  onFrame: (kind: number, payload: Uint8Array) => Promise<void>,
): Promise<void> {
  let chunks: Buffer[] = [];
  let available = 0;
  let needed = FRAME_HEADER_BYTES;
  for await (const chunk of source) {
    chunks.push(chunk);
    available += chunk.length;
    if (available < needed) continue;
    let bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    for (;;) {
      if (bytes.length < FRAME_HEADER_BYTES) {
        needed = FRAME_HEADER_BYTES;
        break;
      }
      const length = bytes.readUInt32LE(1);
      if (length > FRAME_MAX_BYTES) throw new RangeError("a frame of the process is too long");
      needed = FRAME_HEADER_BYTES + length;
      if (bytes.length < needed) break;
      await onFrame(bytes[0] ?? 0, bytes.subarray(FRAME_HEADER_BYTES, needed));
      bytes = bytes.subarray(needed);
    }
    chunks = bytes.length > 0 ? [bytes] : [];
    available = bytes.length;
  }
}
