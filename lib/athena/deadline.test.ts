import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createDeadlines } from "./deadline";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("begins no attempt after the caller was told that the time is up", async () => {
  const deadlines = createDeadlines("Athena", 1_000);
  const context = {};
  let attempts = 0;
  const attempt = () => deadlines.attempt(context, async () => void ++attempts);
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
