import { S3Error } from "./s3-error";

export type ByteRange = { start: number; end: number };

/**
 * The bytes that a Range header asks for (`a-b`, `a-`, `-n`; both ends inclusive) of an object.
 * Undefined means the whole object: no header, one in another form, or several ranges.
 * InvalidRange when no byte of it exists.
 */
export function byteRangeOf(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (first === undefined || last === undefined || first + last === "") return undefined;
  if (first !== "" && last !== "" && Number(first) > Number(last)) return undefined;
  const start = first === "" ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (start > end) {
    throw new S3Error("InvalidRange", "The requested range is not satisfiable", {
      "content-range": `bytes */${sizeBytes}`,
    });
  }
  return { start, end };
}
