import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { QueryExecution } from "@/lib/domain/queries";
import { createExecutionReader, type Reading } from "./execution-reader";

const execution = (id: string, state: string, sql = "SELECT 1"): QueryExecution =>
  ({
    id,
    state,
    sql,
    workgroup: "primary",
    statistics: {},
    result: {},
  }) as unknown as QueryExecution;

/** A made-up Athena: states by id, and a record of every upstream call. */
function upstream(states: Record<string, string>) {
  const calls: string[][] = [];
  const fetchBatch = async (ids: string[]) => {
    calls.push(ids);
    return new Map(
      ids.flatMap((id): [string, Reading][] => {
        const state = states[id];
        return state === undefined ? [] : [[id, { execution: execution(id, state) }]];
      }),
    );
  };
  return { calls, fetchBatch, states };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("execution reader", () => {
  it("asks Athena nothing about what cannot be an id, and reads the others", async () => {
    const athena = upstream({ good: "SUCCEEDED" });
    const reader = createExecutionReader({ fetchBatch: athena.fetchBatch });
    const readings = Promise.all(
      ["good", "a b", "\u0000", "", "\u{1F600}", "x".repeat(129)].map((id) => reader.read(id)),
    );
    await vi.runAllTimersAsync();
    const [good, ...others] = await readings;
    expect(good?.execution?.state).toBe("SUCCEEDED");
    for (const other of others) expect(other.unprocessed?.code).toBe("QUERY_EXECUTION_NOT_FOUND");
    expect(athena.calls).toEqual([["good"]]);
  });

  it("answers any number of viewers of 200 running queries with at most 5 upstream calls a second", async () => {
    const ids = Array.from({ length: 200 }, (_, i) => `q${i}`);
    const athena = upstream(Object.fromEntries(ids.map((id) => [id, "RUNNING"])));
    const reader = createExecutionReader({ fetchBatch: athena.fetchBatch });
    // 200 tabs that poll once a second, each at its own moment, for ten seconds.
    for (let ms = 0; ms < 10_000; ms += 5) {
      void reader.read(ids[(ms / 5) % 200] as string);
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(athena.calls.length).toBeLessThanOrEqual(50);
    expect(athena.calls.length).toBeGreaterThan(20);
    expect(Math.max(...athena.calls.map((call) => call.length))).toBeLessThanOrEqual(50);
  });

  it("reads an id that many ask for once", async () => {
    const athena = upstream({ a: "RUNNING" });
    const reader = createExecutionReader({ fetchBatch: athena.fetchBatch });
    const answers = Promise.all([reader.read("a"), reader.read("a"), reader.read("a")]);
    await vi.runAllTimersAsync();
    expect((await answers).map((reading) => reading.execution?.state)).toEqual([
      "RUNNING",
      "RUNNING",
      "RUNNING",
    ]);
    expect(athena.calls).toEqual([["a"]]);
  });

  it("never asks again for what has finished", async () => {
    const athena = upstream({ a: "SUCCEEDED" });
    const reader = createExecutionReader({ fetchBatch: athena.fetchBatch });
    await reader.readPage(["a"]);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect((await reader.readPage(["a"]))[0]?.execution?.state).toBe("SUCCEEDED");
    expect(athena.calls).toHaveLength(1);
  });

  it("sees a change of what is in flight after its freshness", async () => {
    const athena = upstream({ a: "RUNNING" });
    const reader = createExecutionReader({ fetchBatch: athena.fetchBatch });
    await reader.readPage(["a"]);
    athena.states.a = "FAILED";
    expect((await reader.readPage(["a"]))[0]?.execution?.state).toBe("RUNNING");
    await vi.advanceTimersByTimeAsync(1_001);
    expect((await reader.readPage(["a"]))[0]?.execution?.state).toBe("FAILED");
  });

  it("never lets a late answer take a finished state back", async () => {
    const late: ((readings: Map<string, Reading>) => void)[] = [];
    const reader = createExecutionReader({
      fetchBatch: () => new Promise((resolve) => late.push(resolve)),
    });
    const first = reader.readPage(["a"]);
    const second = reader.readPage(["a"]);
    late[1]?.(new Map([["a", { execution: execution("a", "SUCCEEDED") }]]));
    expect((await second)[0]?.execution?.state).toBe("SUCCEEDED");
    late[0]?.(new Map([["a", { execution: execution("a", "RUNNING") }]]));
    expect((await first)[0]?.execution?.state).toBe("SUCCEEDED");
  });

  it("tells of an id that the answer does not mention", async () => {
    const reader = createExecutionReader({ fetchBatch: upstream({}).fetchBatch });
    expect((await reader.readPage(["gone"]))[0]?.unprocessed).toMatchObject({
      id: "gone",
      code: "MISSING",
    });
  });

  it("fails the viewers of a failed call, and asks again for the next", async () => {
    let down = true;
    const athena = upstream({ a: "QUEUED" });
    const reader = createExecutionReader({
      fetchBatch: async (ids) => {
        if (down) throw new Error("down");
        return athena.fetchBatch(ids);
      },
    });
    const failed = expect(reader.read("a")).rejects.toThrow("down");
    await vi.runAllTimersAsync();
    await failed;
    down = false;
    const answer = reader.read("a");
    await vi.runAllTimersAsync();
    expect((await answer).execution?.state).toBe("QUEUED");
  });

  it("forgets the oldest when the SQL it keeps grows too large", async () => {
    const athena = upstream({ a: "SUCCEEDED", b: "SUCCEEDED" });
    const reader = createExecutionReader({ fetchBatch: athena.fetchBatch, cacheCharsMax: 1_500 });
    await reader.readPage(["a"]);
    await reader.readPage(["b"]);
    await reader.readPage(["b", "a"]);
    expect(athena.calls).toEqual([["a"], ["b"], ["a"]]);
  });
});
