import { expect, test } from "vitest";
import { dpuCountOf, dpuRange } from "./dpu-count";

const MIB = 1024 * 1024;

test.each([
  [24, {}, { min: 4, max: 24 }],
  [240, {}, { min: 4, max: 124 }],
  [24, { min: 8, max: 16 }, { min: 8, max: 16 }],
  [8, { min: 16, max: 64 }, { min: 8, max: 8 }],
  [24, { max: 4 }, { min: 4, max: 4 }],
])("%i DPUs allocated, asked for %j: %j", (allocated, asked, range) => {
  expect(dpuRange(allocated, asked)).toEqual(range);
});

test.each([
  [0, 8],
  [64 * MIB - 1, 8],
  [64 * MIB, 12],
  [1024 * MIB, 20],
])("a query that reads %i bytes takes %i", (scannedBytes, dpus) => {
  expect(dpuCountOf({ min: 8, max: 20 }, true, scannedBytes)).toBe(dpus);
  expect(dpuCountOf({ min: 8, max: 20 }, false, scannedBytes)).toBe(4);
});
