import { expect, test } from "vitest";
import type { TextRow } from "../sql/engine";
import { csvLines, readCsvRecord } from "./csv";

const rows: TextRow[] = [
  ["id", "text"],
  ["1", null],
  ["2", ""],
  ["3", 'say "hi"'],
  ["4", "two\nlines, one field"],
  ['"', '""'],
  [null, null],
  ["äöü", "日本語 🦉"],
];

function readAll(bytes: Buffer): TextRow[] {
  const read: TextRow[] = [];
  let position = 0;
  while (position < bytes.length) {
    const record = readCsvRecord(bytes, position);
    if (!record) break;
    read.push(record.row);
    position = record.next;
  }
  return read;
}

test("quotes every value and leaves NULL bare", () => {
  expect(csvLines([["a", null, "", 'b"c']])).toBe('"a",,"","b""c"\n');
});

test("reads back what it wrote, NULL and empty string apart", () => {
  const text = csvLines(rows);
  expect(readAll(Buffer.from(text))).toEqual(rows);
});

test("a NULL in a single column is an empty line", () => {
  const single: TextRow[] = [["a"], [null], [""], ["b"]];
  const text = csvLines(single);
  expect(text).toBe('"a"\n\n""\n"b"\n');
  expect(readAll(Buffer.from(text))).toEqual(single);
});

test("waits for the rest of a record, wherever the bytes end", () => {
  const line = Buffer.from(csvLines([["1", 'x "y"\nz', null]]));
  for (let length = 0; length < line.length; length++)
    expect(readCsvRecord(line.subarray(0, length), 0)).toBeUndefined();
  expect(readCsvRecord(line, 0)?.next).toBe(line.length);
});
