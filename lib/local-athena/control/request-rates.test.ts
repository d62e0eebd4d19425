import { AthenaClient, ListQueryExecutionsCommand } from "@aws-sdk/client-athena";
import { expect, test } from "vitest";
import { clientOf, refusal, startTestService } from "../operations/test-service.fixture";
import { createRequestRates } from "./request-rates";

const allowed = (rates: ReturnType<typeof createRequestRates>, operation: string, calls: number) =>
  Array.from({ length: calls }, () => rates.take(operation)).filter(Boolean).length;

test("the burst, then the rate, and unused seconds add up to the burst again", () => {
  let nowMs = 1_000_000;
  const rates = createRequestRates(() => nowMs);
  expect(allowed(rates, "StartQueryExecution", 200)).toBe(80);
  nowMs += 1_000;
  expect(allowed(rates, "StartQueryExecution", 200)).toBe(20);
  nowMs += 125;
  expect(allowed(rates, "StartQueryExecution", 200)).toBe(2);
  nowMs += 3_600_000;
  expect(allowed(rates, "StartQueryExecution", 200)).toBe(80);
});

test("each operation has a bucket of its own; those without a published rate have none", () => {
  const rates = createRequestRates(() => 0);
  expect(allowed(rates, "ListQueryExecutions", 50)).toBe(10);
  expect(allowed(rates, "ListNamedQueries", 50)).toBe(10);
  expect(allowed(rates, "GetQueryExecution", 500)).toBe(200);
  expect(allowed(rates, "GetWorkGroup", 5_000)).toBe(5_000);
});

test("a clock that goes back takes nothing away", () => {
  let nowMs = 10_000;
  const rates = createRequestRates(() => nowMs);
  expect(rates.take("BatchGetQueryExecution")).toBe(true);
  nowMs = 0;
  expect(allowed(rates, "BatchGetQueryExecution", 100)).toBe(39);
});

test("a client above the rate gets ThrottlingException, which the SDK tries again", async () => {
  const world = await startTestService({ requestRates: true });
  const list = (client: AthenaClient) => client.send(new ListQueryExecutionsCommand({}));
  try {
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => list(world.client)));
    expect(answers.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(
      10,
    );
    expect(answers.filter(({ status }) => status === "rejected").length).toBeGreaterThan(0);
    for (;;) {
      const failure = await refusal(list(world.client)).catch(() => undefined);
      if (!failure) continue;
      expect(failure).toMatchObject({ name: "ThrottlingException", message: "Rate exceeded" });
      break;
    }
    const patient = new AthenaClient({
      endpoint: world.service.url,
      region: "eu-central-1",
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
      maxAttempts: 10,
    });
    expect((await list(patient)).QueryExecutionIds).toEqual([]);
    patient.destroy();
  } finally {
    await world.close();
  }
});

test("without the option nothing is throttled", async () => {
  const world = await startTestService();
  const client = clientOf(world.service.url);
  try {
    const calls = Array.from({ length: 60 }, () => client.send(new ListQueryExecutionsCommand({})));
    expect(await Promise.all(calls)).toHaveLength(60);
  } finally {
    client.destroy();
    await world.close();
  }
});
