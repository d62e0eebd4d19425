import { expect, test } from "vitest";
import { openDatabase } from "../../state/database";
import { EXECUTOR_STATES, openExecutors } from "../../state/executors";
import { createExecutorPool } from "./executor-pool";

const MIB = 1024 * 1024;

function world(maxDpus: number, accountDpus = Number.POSITIVE_INFINITY) {
  const executors = openExecutors(openDatabase(":memory:"));
  const clock = { now: 1_000 };
  const pool = createExecutorPool({
    executors,
    sessionId: "s",
    maxDpus,
    freeDpus: () => accountDpus - pool.dpus(),
    now: () => clock.now,
  });
  const workers = () =>
    executors.list("s", EXECUTOR_STATES, 100).records.filter(({ type }) => type === "WORKER");
  return { executors, clock, pool, workers };
}

test("one worker for a calculation, another for each 64 MiB that it scans, within MaxConcurrentDpus", () => {
  const { pool, workers } = world(5);
  pool.start("COORDINATOR");
  pool.register();
  pool.use(0);
  expect(workers()).toHaveLength(1);
  pool.use(64 * MIB - 1);
  expect(workers()).toHaveLength(1);
  pool.use(64 * MIB);
  expect(workers()).toHaveLength(2);
  pool.use(1_000 * MIB);
  expect(workers()).toHaveLength(4);
  expect(pool.dpus()).toBe(5);
});

test("the account's DPUs are a limit too, and a gateway takes none", () => {
  const { pool, workers } = world(20, 3);
  pool.start("COORDINATOR");
  pool.start("GATEWAY");
  pool.register();
  pool.use(1_000 * MIB);
  expect(workers()).toHaveLength(2);
  expect(pool.dpus()).toBe(3);
});

test("workers go a minute after the last calculation, and DPU time is lifetime times size", () => {
  const { executors, clock, pool, workers } = world(20);
  pool.start("COORDINATOR");
  pool.start("GATEWAY");
  pool.register();
  pool.use(0);
  clock.now += 10_000;
  pool.releaseIdle(clock.now);
  clock.now += 59_999;
  pool.releaseIdle(11_000);
  expect(workers().map(({ state }) => state)).toEqual(["REGISTERED"]);
  clock.now += 1;
  pool.releaseIdle(11_000);
  expect(workers()).toMatchObject([{ state: "TERMINATED", startedAt: 1_000, endedAt: 71_000 }]);
  clock.now += 5_000;
  expect(executors.dpuMs("s", clock.now)).toBe(70_000 + 75_000);
  expect(executors.dpuMs("s", clock.now, { from: 69_000, to: 73_000 })).toBe(2_000 + 4_000);
  pool.end("TERMINATED");
  clock.now += 60_000;
  expect(executors.dpuMs("s", clock.now)).toBe(70_000 + 75_000);
});
