/** Bytes that come after the first of a character in UTF-8; a character has at most three of them. */
const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;
export const LOOKAHEAD_BYTES = 3;

/** The first place at or after `at` where a character begins; `at` where no UTF-8 is. */
function boundaryFrom(bytes: Uint8Array, at: number): number {
  let next = at;
  while (next - at < LOOKAHEAD_BYTES && isContinuation(bytes[next])) next += 1;
  return next;
}

/** How many bytes at the end are a character that is not whole yet. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(LOOKAHEAD_BYTES, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

type Window = { from: number; bytes: Uint8Array; sizeBytes: number };

/**
 * The text of a window of at most `bytesMax` bytes, read with three bytes more: it begins and ends between
 * characters, and windows with the same borders fit together. While more may come, an unfinished character
 * at the end is left for the next window.
 */
export function windowText(
  { from, bytes, sizeBytes }: Window,
  bytesMax: number,
  inFlight: boolean,
): { text: string; from: number; to: number } {
  const start = from === 0 ? 0 : boundaryFrom(bytes, 0);
  const atEnd = from + bytes.length >= sizeBytes;
  let end = bytes.length > bytesMax ? boundaryFrom(bytes, bytesMax) : bytes.length;
  if (end === bytes.length && atEnd && inFlight) end -= unfinishedBytes(bytes.subarray(start));
  const part = bytes.subarray(start, Math.max(start, end));
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(part);
  return { text, from: from + start, to: from + start + part.length };
}
