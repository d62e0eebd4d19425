import { describe, expect, it } from "vitest";
import { placeOfRow, rowAtPlace } from "./row-places";
import { terminalRows } from "./terminal-rows";

describe("places of rows", () => {
  const rows = terminalRows("abcdefgh\n\nij\nklmnop", 3);

  it("are where they begin in the text", () =>
    expect(rows.map((row, index) => [row.text, placeOfRow(rows, index)])).toEqual([
      ["abc", 0],
      ["def", 3],
      ["gh", 6],
      ["", 9],
      ["ij", 10],
      ["klm", 13],
      ["nop", 16],
    ]));

  it("lead back to the row", () => {
    for (const index of rows.keys()) expect(rowAtPlace(rows, placeOfRow(rows, index))).toBe(index);
    expect(rowAtPlace(rows, 4)).toBe(1);
    expect(rowAtPlace(rows, 8)).toBe(2);
    expect(rowAtPlace(rows, -5)).toBe(0);
    expect(rowAtPlace(rows, 1_000)).toBe(6);
    expect(rowAtPlace([], 3)).toBe(0);
  });

  it("stay where they are when a line without end loses its beginning", () => {
    const text = "0123456789".repeat(100);
    const before = terminalRows(text, 10);
    const after = terminalRows(text.slice(300), 10);
    const place = placeOfRow(before, 50);
    expect(after[rowAtPlace(after, place - 300)]?.text).toBe(before[50]?.text);
    expect(rowAtPlace(after, place - 300)).toBe(20);
  });
});
