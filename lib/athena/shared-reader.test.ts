import { describe, expect, it } from "vitest";
import { createSharedReader } from "./shared-reader";

type Call = { id: string; answer: (value: string) => void; fail: (error: Error) => void };

function world(options: { concurrency?: number; keptMax?: number } = {}) {
  const calls: Call[] = [];
  const clock = { ms: 0 };
  const reader = createSharedReader<string>({
    fetch: (id) => new Promise((answer, fail) => calls.push({ id, answer, fail })),
    isFinal: (value) => value === "ended",
    now: () => clock.ms,
    ...options,
  });
  /** Lets what was promised come to pass. */
  const settle = () => new Promise((done) => setImmediate(done));
  return { reader, calls, clock, settle };
}

describe("createSharedReader", () => {
  it("serves many viewers with one call, and for a second", async () => {
    const { reader, calls, clock, settle } = world();
    const readings = Array.from({ length: 200 }, () => reader.read("a"));
    await settle();
    expect(calls).toHaveLength(1);
    calls[0]?.answer("idle");
    expect(new Set(await Promise.all(readings)).size).toBe(1);
    clock.ms = 999;
    await reader.read("a");
    expect(calls).toHaveLength(1);
    clock.ms = 1_000;
    void reader.read("a");
    await settle();
    expect(calls).toHaveLength(2);
  });

  it("takes what is older where that will do", async () => {
    const { reader, calls, clock, settle } = world();
    const first = reader.read("a");
    await settle();
    calls[0]?.answer("idle");
    await first;
    clock.ms = 9_000;
    expect(await reader.read("a", 10_000)).toBe(await first);
  });

  it("keeps what is final and lets no late answer take it back", async () => {
    const { reader, calls, clock, settle } = world();
    const late = reader.read("a");
    await settle();
    reader.invalidate("a");
    const newer = reader.read("a");
    await settle();
    calls[1]?.answer("ended");
    expect((await newer).value).toBe("ended");
    calls[0]?.answer("idle");
    expect((await late).value).toBe("ended");
    clock.ms = 1e9;
    expect((await reader.read("a")).value).toBe("ended");
    expect(calls).toHaveLength(2);
  });

  it("does not serve after a change what was asked before it", async () => {
    const { reader, calls, settle } = world();
    const before = reader.read("a");
    await settle();
    reader.invalidate("a");
    calls[0]?.answer("idle");
    expect((await before).value).toBe("idle");
    void reader.read("a");
    await settle();
    expect(calls).toHaveLength(2);
  });

  it("has so many calls under way and no more", async () => {
    const { reader, calls, settle } = world({ concurrency: 2 });
    const readings = ["a", "b", "c"].map((id) => reader.read(id));
    await settle();
    expect(calls.map(({ id }) => id)).toEqual(["a", "b"]);
    calls[0]?.fail(new Error("no"));
    await expect(readings[0]).rejects.toThrow("no");
    await settle();
    expect(calls.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("asks again after a failure, and forgets the oldest", async () => {
    const { reader, calls, settle } = world({ keptMax: 1 });
    for (const id of ["a", "b", "a"]) {
      const reading = reader.read(id);
      await settle();
      calls.at(-1)?.answer("idle");
      await reading;
    }
    expect(calls).toHaveLength(3);
  });
});
