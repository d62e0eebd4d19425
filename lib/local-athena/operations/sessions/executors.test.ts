import {
  GetSessionCommand,
  ListExecutorsCommand,
  type ListExecutorsCommandInput,
  StopCalculationExecutionCommand,
  TerminateSessionCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal } from "../test-service.fixture";
import { SPARK_3_5, type SparkService, startSparkService } from "./spark-service.fixture";

const MINUTE_MS = 60_000;
/** The service's clock stands still until it is moved. */
let now = Date.UTC(2026, 0, 1);
let world: SparkService;
beforeAll(async () => {
  world = await startSparkService({ now: () => now });
});
afterAll(() => world.close());

const executors = async (SessionId: string, input: Partial<ListExecutorsCommandInput> = {}) =>
  world.client.send(new ListExecutorsCommand({ SessionId, ...input }));
const typesOf = async (id: string) =>
  (await executors(id)).ExecutorsSummary?.map((one) => `${one.ExecutorType} ${one.ExecutorState}`);
const dpuMsOf = async (SessionId: string) =>
  (await world.client.send(new GetSessionCommand({ SessionId }))).Statistics?.DpuExecutionInMillis;
const terminate = async (SessionId: string) => {
  await world.client.send(new TerminateSessionCommand({ SessionId }));
  await world.session(SessionId, "TERMINATED");
};

test("a coordinator for the session, a worker from the first calculation on until a minute after the last", async () => {
  const startedAt = now;
  const id = await world.idleSession();
  expect(await executors(id)).toMatchObject({
    SessionId: id,
    ExecutorsSummary: [
      {
        ExecutorType: "COORDINATOR",
        ExecutorState: "REGISTERED",
        ExecutorSize: 1,
        StartDateTime: startedAt,
      },
    ],
  });
  now += 10_000;
  expect(await dpuMsOf(id)).toBe(10_000);

  const calculation = await world.startCalculation(id, "while True: pass");
  await world.reached(calculation, "RUNNING");
  await expect.poll(() => typesOf(id)).toEqual(["WORKER REGISTERED", "COORDINATOR REGISTERED"]);
  now += 5_000;
  const { Statistics } = await world.calculation(calculation);
  expect(Statistics?.DpuExecutionInMillis).toBe(10_000);
  await world.client.send(
    new StopCalculationExecutionCommand({ CalculationExecutionId: calculation }),
  );
  await world.reached(calculation);
  expect(await dpuMsOf(id)).toBe(20_000);
  now += 40_000;
  const counted = (await world.calculation(calculation)).Statistics?.DpuExecutionInMillis;
  expect(counted).toBe(10_000);

  now += 20_000;
  await expect.poll(() => typesOf(id)).toEqual(["WORKER TERMINATED", "COORDINATOR REGISTERED"]);
  const [worker] = (await executors(id)).ExecutorsSummary ?? [];
  expect(worker?.TerminationDateTime).toBe(now);
  expect(await dpuMsOf(id)).toBe(75_000 + 65_000);
  now += 1_000;
  await terminate(id);
  now += MINUTE_MS;
  expect(await dpuMsOf(id)).toBe(76_000 + 65_000);
  expect(await typesOf(id)).toEqual(["WORKER TERMINATED", "COORDINATOR TERMINATED"]);
});

test("calculations one after the other share their worker", async () => {
  const id = await world.idleSession({ EngineConfiguration: { MaxConcurrentDpus: 2 } });
  await world.run(id, "1");
  await world.run(id, "2");
  expect(await typesOf(id)).toEqual(["WORKER REGISTERED", "COORDINATOR REGISTERED"]);
  await terminate(id);
});

test("lists page to the end and hold on to their filters", async () => {
  const id = await world.idleSession();
  await world.run(id, "1");
  const first = await executors(id, { MaxResults: 1 });
  expect(first.ExecutorsSummary?.map((one) => one.ExecutorType)).toEqual(["WORKER"]);
  const { NextToken = "" } = first;
  const rest = await executors(id, { NextToken });
  expect(rest.ExecutorsSummary?.map((one) => one.ExecutorType)).toEqual(["COORDINATOR"]);
  expect(rest.NextToken).toBeUndefined();
  const none = await executors(id, { ExecutorStateFilter: "TERMINATED" });
  expect(none).toMatchObject({ SessionId: id, ExecutorsSummary: [] });
  for (const input of [
    { ExecutorStateFilter: "REGISTERED" as const, NextToken },
    { NextToken: "x" },
  ])
    expect((await refusal(executors(id, input))).message).toContain(
      "The nextPageToken is malformed",
    );
  expect((await refusal(executors("nothing"))).message).toBe("Session nothing not found");
  await terminate(id);
});

test("the idle timeout counts from the last calculation, and is the reason of the end", async () => {
  const id = await world.idleSession({ SessionIdleTimeoutInMinutes: 2 });
  now += MINUTE_MS;
  await world.run(id, "1");
  const { IdleSinceDateTime } = await world.status(id);
  expect(IdleSinceDateTime?.getTime()).toBe(now);
  now += MINUTE_MS;
  await expect.poll(() => typesOf(id)).toEqual(["WORKER TERMINATED", "COORDINATOR REGISTERED"]);
  expect((await world.status(id)).State).toBe("IDLE");
  now += MINUTE_MS;
  expect(await world.session(id, "TERMINATED")).toMatchObject({
    StateChangeReason: "The session was terminated because it had been idle for 2 minutes.",
    EndDateTime: new Date(now),
  });
});

test("a session that is busy is not idle, however long", async () => {
  const id = await world.idleSession({ SessionIdleTimeoutInMinutes: 1 });
  const calculation = await world.startCalculation(id, "while True: pass");
  await world.reached(calculation, "RUNNING");
  const other = await world.idleSession({ SessionIdleTimeoutInMinutes: 1 });
  now += 10 * MINUTE_MS;
  await world.session(other, "TERMINATED");
  expect((await world.status(id)).State).toBe("BUSY");
  await terminate(id);
});

test("Spark 3.5 begins with a worker and lets it go after a minute", async () => {
  const id = await world.idleSession({ WorkGroup: SPARK_3_5 });
  expect(await typesOf(id)).toEqual(["WORKER REGISTERED", "COORDINATOR REGISTERED"]);
  now += MINUTE_MS;
  await expect.poll(() => typesOf(id)).toEqual(["WORKER TERMINATED", "COORDINATOR REGISTERED"]);
  await terminate(id);
});
