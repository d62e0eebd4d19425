import { describe, expect, it } from "vitest";
import { timeTicks } from "./time-ticks";

describe("timeTicks", () => {
  it.each([
    ["17 minutes", 17 * 60_000 + 40_000, 5, 300_000],
    ["4 seconds", 4_000, 5, 1_000],
    ["90 seconds", 90_000, 4, 30_000],
    ["two days", 172_800_000, 5, 43_200_000],
    ["a month", 30 * 86_400_000, 5, 6 * 86_400_000],
  ])("%s", (_, lengthMs, max, step) => {
    const from = 1_000_000_123_456;
    const ticks = timeTicks(from, from + lengthMs, max);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(max + 1);
    expect(ticks.every((at) => at % step === 0 && at >= from && at <= from + lengthMs)).toBe(true);
    expect((ticks[1] ?? 0) - (ticks[0] ?? 0)).toBe(step);
  });
  it("has none of no time", () => expect(timeTicks(5, 5, 5)).toEqual([]));
});
