import type { TextRow } from "../sql/engine";
import type { ObjectStore } from "../storage/object-store";
import { readCsvRecord } from "./csv";
import type { ObjectLocation } from "./result-object";

const NEWLINE = 0x0a;

/** `txt` has no newline after its last line, and `lines` has one. */
export type ResultFormat = "csv" | "txt" | "lines";

export type ResultPage = {
  rows: TextRow[];
  /** Byte offset of the row after the page. */
  nextOffset: number;
};

/** A record and the offset after it; undefined while its end is not in the bytes. */
type ReadRecord = (
  bytes: Buffer,
  start: number,
  isEnd: boolean,
) => { row: TextRow; next: number } | undefined;

/** Lines of a `.txt` object; the last one has no newline, and may be empty. */
const readLine: ReadRecord = (bytes, start, isEnd) => {
  const newline = bytes.indexOf(NEWLINE, start);
  if (newline === -1 && !isEnd) return undefined;
  const end = newline === -1 ? bytes.length : newline;
  return { row: [bytes.toString("utf8", start, end)], next: end + 1 };
};

const readRecord: ReadRecord = (bytes, start) => readCsvRecord(bytes, start);

/**
 * Reads up to `limit` rows of a result object from a byte offset, so that a page costs what it holds.
 * The header, where there is one, is the first row. Undefined when the object is gone.
 */
export async function readResultPage(
  store: ObjectStore,
  location: ObjectLocation,
  format: ResultFormat,
  offset: number,
  limit: number,
): Promise<ResultPage | undefined> {
  const head = await store.head(location.bucket, location.key);
  if (!head) return undefined;
  const { sizeBytes } = head;
  const rows: TextRow[] = [];
  // A text object that ends in a newline still has its empty last line.
  const isOver = format !== "txt" ? offset >= sizeBytes : offset > sizeBytes || sizeBytes === 0;
  if (isOver) return { rows, nextOffset: offset };
  if (offset === sizeBytes) return { rows: [[""]], nextOffset: offset + 1 };

  const read = format === "csv" ? readRecord : readLine;
  const object = await store.get(location.bucket, location.key, {
    start: offset,
    end: sizeBytes - 1,
  });
  if (!object) return undefined;
  let pending: Buffer = Buffer.alloc(0);
  let pendingOffset = offset;
  const take = (isEnd: boolean) => {
    let position = 0;
    while (rows.length < limit && (position < pending.length || (isEnd && format === "txt"))) {
      const record = read(pending, position, isEnd);
      if (!record) break;
      rows.push(record.row);
      position = record.next;
      if (position > pending.length) break;
    }
    pendingOffset += position;
    pending = pending.subarray(Math.min(position, pending.length));
  };
  for await (const chunk of object.body as AsyncIterable<Buffer>) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    take(false);
    if (rows.length >= limit) return { rows, nextOffset: pendingOffset };
  }
  if (format === "txt") take(true);
  return { rows, nextOffset: pendingOffset };
}
