import { describe, expect, it } from "vitest";
import { nextPosition } from "./grid-position";
import { nextIndex } from "./row-keys";

describe("nextIndex", () => {
  it.each([
    ["ArrowDown", -1, 0],
    ["j", 3, 4],
    ["ArrowDown", 99, 99],
    ["k", 0, 0],
    ["ArrowUp", 5, 4],
    ["PageDown", 95, 99],
    ["PageUp", 4, 0],
    ["Home", 50, 0],
    ["End", 50, 99],
    ["x", 50, undefined],
  ])("%s from %i of 100 leads to %s", (key, from, to) => {
    expect(nextIndex(key, from, 100, 10)).toBe(to);
  });

  it("moves nowhere in an empty list", () => {
    expect(nextIndex("ArrowDown", -1, 0, 10)).toBeUndefined();
  });
});

describe("nextPosition", () => {
  const bounds = { rowCount: 10, columnCount: 4, pageRows: 6 };
  const at = { row: 5, column: 2 };
  it.each([
    ["ArrowUp", false, { row: 4, column: 2 }],
    ["ArrowRight", false, { row: 5, column: 3 }],
    ["PageDown", false, { row: 9, column: 2 }],
    ["Home", false, { row: 5, column: 0 }],
    ["Home", true, { row: 0, column: 0 }],
    ["End", false, { row: 5, column: 3 }],
    ["End", true, { row: 9, column: 3 }],
    ["c", true, undefined],
  ])("%s (ctrl %s)", (key, ctrl, to) => {
    expect(nextPosition(key, ctrl, at, bounds)).toEqual(to);
  });

  it("left of the first column is the row itself, and no further", () => {
    const first = { row: 3, column: 0 };
    const row = nextPosition("ArrowLeft", false, first, bounds);
    expect(row).toEqual({ row: 3, column: -1 });
    expect(nextPosition("ArrowLeft", false, row ?? first, bounds)).toEqual(row);
  });
});
