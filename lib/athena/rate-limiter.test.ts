import { describe, expect, it } from "vitest";
import { createRateLimiter } from "./rate-limiter";

function fakeClock() {
  let now = 0;
  const advance = (ms: number) => {
    now += ms;
  };
  return { now: () => now, sleep: async (ms: number) => advance(ms), advance };
}

async function timeOf(
  limiter: ReturnType<typeof createRateLimiter>,
  clock: ReturnType<typeof fakeClock>,
  calls: number,
) {
  const start = clock.now();
  await Promise.all(Array.from({ length: calls }, () => limiter.take("List")));
  return clock.now() - start;
}

describe("rate limiter", () => {
  const rates = { List: { perSecond: 5, burst: 10 } };

  it("lets a burst through at once, then holds the rate", async () => {
    const clock = fakeClock();
    const limiter = createRateLimiter(rates, 1, clock);
    expect(await timeOf(limiter, clock, 10)).toBe(0);
    expect(await timeOf(limiter, clock, 10)).toBeCloseTo(2_000, -2);
  });
  it("takes only its share", async () => {
    const clock = fakeClock();
    const limiter = createRateLimiter(rates, 0.5, clock);
    expect(await timeOf(limiter, clock, 5)).toBe(0);
    expect(await timeOf(limiter, clock, 5)).toBeCloseTo(2_000, -2);
  });
  it("slows to half when throttled and recovers", async () => {
    const clock = fakeClock();
    const limiter = createRateLimiter(rates, 1, clock);
    limiter.throttled("List");
    const slow = await timeOf(limiter, clock, 5);
    expect(slow).toBeGreaterThan(1_800);
    clock.advance(60_000);
    await timeOf(limiter, clock, 10);
    expect(await timeOf(limiter, clock, 5)).toBeCloseTo(1_000, -2);
  });
  it("does not limit operations without a published rate", async () => {
    const limiter = createRateLimiter(rates, 1, fakeClock());
    await Promise.all(Array.from({ length: 1_000 }, () => limiter.take("GetWorkGroup")));
  });

  it("refuses who would wait too long, at once and without a turn of theirs", async () => {
    const clock = fakeClock();
    const limiter = createRateLimiter({ List: { perSecond: 1, burst: 1 } }, 1, clock);
    const answers = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((at) => limiter.take("List", at === 5 ? 10_000 : 2_500)),
    );
    expect(answers.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(answers[3]).toMatchObject({ reason: { code: "THROTTLED" } });
    expect(clock.now()).toBe(3_000);
  });
});
