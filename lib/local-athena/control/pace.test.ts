import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPace, type Machine, type PaceControl } from "./pace";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Asks for a turn; `gone` tells the names of those that got theirs, in order. */
function asker(pace: PaceControl) {
  const gone: string[] = [];
  const ask = (name: string, machine: Machine, naturalMs: number, signal?: AbortSignal) =>
    pace.turn(machine, naturalMs, signal).then(
      () => gone.push(name),
      () => gone.push(`${name} aborted`),
    );
  return { gone, ask };
}

const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("by the clock at first: each transition takes its natural time", async () => {
  const { gone, ask } = asker(createPace());
  void ask("slow", "capacity-reservation", 1_000);
  void ask("free", "capacity-reservation", 0);
  await passed(999);
  expect(gone).toEqual(["free"]);
  await passed(1);
  expect(gone).toEqual(["free", "slow"]);
});

test("a factor makes the clock of one machine faster", async () => {
  const pace = createPace();
  const { gone, ask } = asker(pace);
  pace.setMode({ mode: "by-clock", factor: 0.1 }, ["data-catalog"]);
  void ask("catalog", "data-catalog", 1_000);
  void ask("reservation", "capacity-reservation", 1_000);
  await passed(100);
  expect(gone).toEqual(["catalog"]);
});

test("by step: those that waited longest go first, steps left wait for those to come", async () => {
  const pace = createPace();
  const { gone, ask } = asker(pace);
  pace.setMode({ mode: "by-step" });
  void ask("first", "query-execution", 5);
  void ask("second", "query-execution", 1);
  void ask("other", "session", 1);
  await passed(60_000);
  expect(gone).toEqual([]);
  pace.step("query-execution", 1);
  await passed(0);
  expect(gone).toEqual(["first"]);
  pace.step("query-execution", 2);
  await passed(0);
  expect(pace.states().find(({ machine }) => machine === "query-execution")).toEqual({
    machine: "query-execution",
    mode: "by-step",
    waiting: 0,
    stepsLeft: 1,
  });
  void ask("third", "query-execution", 5);
  void ask("fourth", "query-execution", 5);
  await passed(0);
  expect(gone).toEqual(["first", "second", "third"]);
});

test("a new mode applies to those that wait, and forgets steps", async () => {
  const pace = createPace();
  const { gone, ask } = asker(pace);
  void ask("clocked", "session", 1_000);
  pace.setMode({ mode: "by-step" });
  await passed(5_000);
  expect(gone).toEqual([]);
  pace.setMode({ mode: "by-clock", factor: 2 });
  await passed(1_999);
  expect(gone).toEqual([]);
  pace.setMode({ mode: "at-once" });
  await passed(0);
  expect(gone).toEqual(["clocked"]);
  pace.setMode({ mode: "by-step" });
  pace.step("session", 3);
  pace.setMode({ mode: "by-step" });
  expect(pace.states().every(({ stepsLeft }) => stepsLeft === 0)).toBe(true);
});

test("an aborted turn ends at once and leaves the line", async () => {
  const pace = createPace();
  const { gone, ask } = asker(pace);
  pace.setMode({ mode: "by-step" });
  const controller = new AbortController();
  void ask("stopped", "calculation", 1, controller.signal);
  void ask("next", "calculation", 1);
  controller.abort();
  await passed(0);
  expect(gone).toEqual(["stopped aborted"]);
  pace.step("calculation", 1);
  await passed(0);
  expect(gone).toEqual(["stopped aborted", "next"]);
  await expect(pace.turn("calculation", 0, controller.signal)).rejects.toThrow(/abort/i);
});
