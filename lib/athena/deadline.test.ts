import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AppError } from "@/lib/domain/errors";
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

const answered = (status: number) => async () => {
  throw Object.assign(new Error("no"), { $metadata: { httpStatusCode: status } });
};
const broken = (code: string) => async () => {
  throw Object.assign(new Error("broken"), { name: "TimeoutError", code });
};

describe("what was done all the same, for all that anybody knows", () => {
  it.each([
    ["a connection that broke", [broken("ECONNRESET")], true],
    ["an answer that cannot be read", [async () => JSON.parse("<html>")], true],
    ["a break, then a refusal", [broken("EPIPE"), answered(400)], true],
    ["a break, then a throttle that ends it", [broken("ETIMEDOUT"), throttled], true],
    ["a refusal", [answered(400)], undefined],
    ["no connection, twice", [broken("ECONNREFUSED"), broken("ENOTFOUND")], undefined],
  ] as const)("%s", async (_what, works, unheard) => {
    const deadlines = createDeadlines("Athena", 1_000);
    const context = {};
    const call = deadlines.call(context, async () => {
      for (const [index, work] of works.entries()) {
        const attempt = deadlines.attempt<unknown>(context, atOnce, work);
        if (index < works.length - 1) await attempt.catch(() => undefined);
        else await attempt;
      }
    });
    const error = await call.catch((cause: unknown) => cause);
    expect((error as { unheard?: true }).unheard).toBe(unheard);
  });

  it.each([
    ["an attempt is under way", atOnce, true],
    ["its turn has not come", never, undefined],
  ] as const)("time that is up while %s", async (_what, turn, unheard) => {
    const deadlines = createDeadlines("Athena", 1_000);
    const context = {};
    const call = deadlines.call(context, () => deadlines.attempt(context, turn, never));
    const error = call.catch((cause: unknown) => cause);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(await error).toMatchObject({ details: unheard ? { unheard } : {} });
    expect(((await error) as AppError).details.unheard).toBe(unheard);
  });
});

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
