import { describe, expect, it } from "vitest";
import { dpuBars, dpuMsOf, dpusHeld, type Executor, ganttRows } from "./executors";

const executor = (id: string, values: Partial<Executor>): Executor => ({
  id,
  type: "WORKER",
  state: "REGISTERED",
  startedAt: 0,
  terminatedAt: undefined,
  sizeDpus: 1,
  ...values,
});

const all: Executor[] = [
  executor("w2", { startedAt: 400 }),
  executor("w1", { startedAt: 200, terminatedAt: 600, state: "TERMINATED" }),
  executor("c", { type: "COORDINATOR" }),
  executor("waiting", { state: "CREATING", startedAt: undefined }),
];

describe("executors", () => {
  it("hold DPUs from start to end", () => {
    expect(dpusHeld(all)).toBe(2);
    expect(dpuMsOf(all, 1_000)).toBe(1_000 + 400 + 600);
  });

  it("have a line each: the coordinator, then workers by their start", () =>
    expect(ganttRows(all, 1_000).map(({ label, id, from, to }) => [label, id, from, to])).toEqual([
      ["Coordinator", "c", 0, 1_000],
      ["Worker 1", "w1", 200, 600],
      ["Worker 2", "w2", 400, 1_000],
    ]));

  it("that failed without an end take no time", () => {
    const failed = executor("f", { state: "FAILED" });
    expect(dpuMsOf([failed], 1_000)).toBe(0);
    expect(ganttRows([failed], 1_000)).toEqual([]);
  });
});

describe("dpuBars", () => {
  it("are the mean of each stretch and add up to what was used", () => {
    const bars = dpuBars(all, { from: 0, to: 1_000 }, 5);
    expect(bars.map(({ dpus }) => dpus)).toEqual([1, 2, 3, 2, 2]);
    const sum = bars.reduce((total, { from, to, dpus }) => total + dpus * (to - from), 0);
    expect(sum).toBe(dpuMsOf(all, 1_000));
  });
  it("cut executors at the edges", () =>
    expect(dpuBars([executor("w", { startedAt: 50 })], { from: 0, to: 100 }, 1)[0]?.dpus).toBe(
      0.5,
    ));
  it("are none of an empty stretch", () =>
    expect(dpuBars(all, { from: 5, to: 5 }, 10)).toEqual([]));
});
