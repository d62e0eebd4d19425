import type { TerminalRow } from "./terminal-rows";

/** Where a row begins in the text, in UTF-16 units; near enough where something of its line is not shown. */
export function placeOfRow(rows: readonly TerminalRow[], index: number): number {
  const row = rows[index];
  if (!row) return 0;
  let place = row.at;
  for (let before = index - 1; rows[before]?.line === row.line; before -= 1)
    place += rows[before]?.text.length ?? 0;
  return place;
}

/** The row that holds a place in the text, the nearest one where none does. */
export function rowAtPlace(rows: readonly TerminalRow[], place: number): number {
  if (rows.length === 0) return 0;
  let low = 0;
  let high = rows.length - 1;
  // The last row of a line that begins at or before it.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.at ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  const line = rows[low]?.line;
  while (low > 0 && rows[low - 1]?.line === line) low -= 1;
  let start = rows[low]?.at ?? 0;
  while (rows[low + 1]?.line === line && start + (rows[low]?.text.length ?? 0) <= place) {
    start += rows[low]?.text.length ?? 0;
    low += 1;
  }
  return low;
}
