import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDeadlines } from "./deadline";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const atOnce = async () => undefined;
const never = () => new Promise<never>(() => {});
const throttled = async () => {
  throw Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException" });
};

describe("when the time is up", () => {
  it("no attempt begins after the caller was told", async () => {
    const deadlines = createDeadlines("Athena", 1_000);
    const context = {};
    let attempts = 0;
    const attempt = () => deadlines.attempt(context, atOnce, async () => void ++attempts);
    let goOn = () => {};
    const pause = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let retried: Promise<unknown> | undefined;
    const call = deadlines.call(context, async () => {
      await attempt();
      await pause;
      retried = attempt();
      await retried;
    });
    const refused = expect(call).rejects.toMatchObject({
      code: "UPSTREAM",
      message: "Athena did not answer within 1 s",
    });
    await vi.advanceTimersByTimeAsync(1_001);
    await refused;
    goOn();
    await vi.advanceTimersByTimeAsync(0);
    await expect(retried).rejects.toMatchObject({ code: "UPSTREAM" });
    expect(attempts).toBe(1);
  });

  it.each([
    ["an attempt is under way", atOnce, never, "UPSTREAM"],
    ["its turn has not come", never, never, "THROTTLED"],
    ["the last attempt was throttled", atOnce, throttled, "THROTTLED"],
  ])("says what it waited for: %s", async (_what, turn, work, code) => {
    const deadlines = createDeadlines("Athena", 1_000);
    const context = {};
    const call = deadlines.call(context, async () => {
      await deadlines.attempt(context, turn, work).catch(() => undefined);
      await never();
    });
    const refused = expect(call).rejects.toMatchObject({ code });
    await vi.advanceTimersByTimeAsync(1_001);
    await refused;
  });
});
