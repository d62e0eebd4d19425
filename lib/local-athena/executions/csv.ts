import type { TextRow } from "../sql/engine";

const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/** Lines of a result file: every value quoted, NULL an empty field (reference 5.2). */
export function csvLines(rows: readonly TextRow[]): string {
  // Results have millions of values: no array is made for each row of them.
  let text = "";
  for (const row of rows) {
    let comma = "";
    for (const value of row) {
      if (value === null) text += comma;
      else text += `${comma}"${value.includes('"') ? value.replaceAll('"', '""') : value}"`;
      comma = ",";
    }
    text += "\n";
  }
  return text;
}

/** Index of the newline that ends the record starting at `start`; -1 when the bytes end before it. */
function endOfRecord(bytes: Buffer, start: number): number {
  let position = start;
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, position);
    if (newline === -1) return -1;
    const quote = bytes.indexOf(QUOTE, position);
    if (quote === -1 || quote > newline) return newline;
    // A doubled quote reads as one string that closes and another that opens at once.
    const closing = bytes.indexOf(QUOTE, quote + 1);
    if (closing === -1) return -1;
    position = closing + 1;
  }
}

function fieldsOf(record: Buffer): TextRow {
  const fields: TextRow = [];
  let position = 0;
  for (;;) {
    if (record[position] !== QUOTE) {
      const comma = record.indexOf(COMMA, position);
      const end = comma === -1 ? record.length : comma;
      fields.push(end === position ? null : record.toString("utf8", position, end));
      position = end;
    } else {
      let closing = record.indexOf(QUOTE, position + 1);
      while (record[closing + 1] === QUOTE) closing = record.indexOf(QUOTE, closing + 2);
      const text = record.toString("utf8", position + 1, closing);
      fields.push(text.includes('"') ? text.replaceAll('""', '"') : text);
      position = closing + 1;
    }
    if (position >= record.length) return fields;
    position += 1;
    if (position === record.length) {
      fields.push(null);
      return fields;
    }
  }
}

/**
 * The first complete record at `start`, keeping NULL (null) and the empty string apart,
 * and the offset of the next one; undefined when the bytes end inside it.
 */
export function readCsvRecord(
  bytes: Buffer,
  start: number,
): { row: TextRow; next: number } | undefined {
  const end = endOfRecord(bytes, start);
  return end === -1 ? undefined : { row: fieldsOf(bytes.subarray(start, end)), next: end + 1 };
}
