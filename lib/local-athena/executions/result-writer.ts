import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { Column, ResultSink, Statement, TextRow } from "../sql/engine";
import type { ObjectStore } from "../storage/object-store";
import { csvLines } from "./csv";
import { hasHeaderRow, type ObjectLocation, writesDataOnly } from "./result-object";

const BUFFER_BYTES = 256 * 1024;

/** What INSERT, CTAS and their like show instead of rows. */
const ROW_COUNT_COLUMN: Column = {
  name: "rows",
  type: "bigint",
  precision: 19,
  scale: 0,
  caseSensitive: false,
};

export type ResultWriter = ResultSink & {
  readonly columnsSeen: Column[];
  /** False for statements that leave no result object. */
  readonly writesObject: boolean;
  /** Resolves when the object is readable. */
  finish(): Promise<void>;
  /** Ends without leaving an object. */
  discard(): Promise<void>;
};

/** Streams a statement's rows into its result object; nothing is readable before `finish`. */
export function createResultWriter(
  store: ObjectStore,
  location: ObjectLocation,
  statement: Statement,
): ResultWriter {
  const writesObject = !writesDataOnly(statement);
  const asCsv = statement.resultFormat === "csv";
  const columnsSeen: Column[] = writesObject ? [] : [ROW_COUNT_COLUMN];
  let linesWritten = 0;
  /** What is written before there is enough of it for a stream; most results never need one. */
  let held: string[] = [];
  let heldLength = 0;
  let body: PassThrough | undefined;
  let stored: Promise<unknown> | undefined;

  const put = (content: PassThrough | Buffer) => {
    stored = store.put(location.bucket, location.key, content, {
      contentType: "application/octet-stream",
    });
    return stored;
  };

  const open = () => {
    if (body) return body;
    body = new PassThrough({ highWaterMark: BUFFER_BYTES });
    // A failing disk is reported by the next write or by finish, not as an unhandled rejection.
    put(body).catch((error: unknown) => body?.destroy(error instanceof Error ? error : undefined));
    body.on("error", () => {});
    return body;
  };

  /** A `.txt` object joins its rows with newlines; several columns share one line. */
  const txtText = (rows: TextRow[]) =>
    rows
      .map((row) => (linesWritten++ === 0 ? "" : "\n") + row.map((v) => v ?? "").join("\t"))
      .join("");

  const write = async (rows: TextRow[]) => {
    if (!writesObject || rows.length === 0) return;
    const text = asCsv ? csvLines(rows) : txtText(rows);
    held.push(text);
    heldLength += text.length;
    if (!body && heldLength < BUFFER_BYTES) return;
    const stream = open();
    const texts = held;
    held = [];
    if (stream.destroyed) return void (await stored);
    if (stream.write(texts.length === 1 ? text : texts.join(""))) return;
    await Promise.race([once(stream, "drain"), stored]);
  };

  return {
    columnsSeen,
    writesObject,
    async columns(columns) {
      if (!writesObject) return;
      columnsSeen.push(...columns);
      if (columns.length > 0 && hasHeaderRow(statement))
        await write([columns.map((column) => column.name)]);
    },
    write,
    async finish() {
      if (!writesObject) return;
      if (body) body.end();
      else await put(Buffer.from(held.join("")));
      await stored;
    },
    async discard() {
      if (!stored) return;
      body?.destroy(new Error("The result was discarded."));
      await stored?.catch(() => {});
      await store.delete(location.bucket, location.key);
    },
  };
}
