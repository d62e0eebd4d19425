import { StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { afterEach, expect, test } from "vitest";
import {
  LONG_QUERY,
  makeDataDir,
  startTestService,
  type TestService,
} from "../operations/test-service.fixture";

const worlds: TestService[] = [];
async function world(options?: Parameters<typeof startTestService>[0]): Promise<TestService> {
  const started = await startTestService(options);
  worlds.push(started);
  return started;
}
afterEach(async () => {
  for (const started of worlds.splice(0)) await started.close();
});

const stop = (service: TestService, QueryExecutionId: string) =>
  service.client.send(new StopQueryExecutionCommand({ QueryExecutionId }));

async function running(service: TestService, id: string) {
  await expect
    .poll(async () => (await service.execution(id)).Status?.State, { interval: 5 })
    .toBe("RUNNING");
}

test("stop ends a running query at once and leaves no result", async () => {
  const service = await world();
  const id = await service.start(LONG_QUERY);
  await running(service, id);
  await stop(service, id);
  const { Status, ResultConfiguration, Statistics } = await service.execution(id);
  await service.service.context.runner.settled(id);
  expect(Status).toMatchObject({
    State: "CANCELLED",
    StateChangeReason: "Query cancelled by user",
  });
  expect(Status).not.toHaveProperty("AthenaError");
  expect(Statistics?.TotalExecutionTimeInMillis).toBeGreaterThan(0);
  const key = ResultConfiguration?.OutputLocation?.replace("s3://athenaeum-results/", "") ?? "";
  expect(await service.service.context.store.head("athenaeum-results", key)).toBeUndefined();
});

test("stopping what has ended changes nothing", async () => {
  const service = await world();
  const id = await service.start("SELECT 1");
  const ended = await service.finished(id);
  await stop(service, id);
  expect(await service.execution(id)).toEqual(ended);
});

test("ten at once, and the next ones wait their turn", async () => {
  const service = await world({ maxRunning: 10 });
  const ids = await Promise.all(Array.from({ length: 12 }, () => service.start(LONG_QUERY)));
  const states = async () =>
    (await Promise.all(ids.map((id) => service.execution(id)))).map((one) => one.Status?.State);
  await expect
    .poll(async () => (await states()).filter((state) => state === "RUNNING").length)
    .toBe(10);
  expect((await states()).filter((state) => state === "QUEUED")).toHaveLength(2);
  for (const id of ids) await stop(service, id);
  expect(new Set(await states())).toEqual(new Set(["CANCELLED"]));
});

test("short queries all succeed beside each other", async () => {
  const service = await world();
  const ids = await Promise.all(Array.from({ length: 30 }, (_, n) => service.start(`SELECT ${n}`)));
  const ended = await Promise.all(ids.map((id) => service.finished(id)));
  expect(new Set(ended.map((one) => one.Status?.State))).toEqual(new Set(["SUCCEEDED"]));
});

test("a restart keeps the history and ends what was running", async () => {
  const dataDir = await makeDataDir();
  const first = await startTestService({ dataDir });
  const done = await first.start("SELECT 1");
  const before = await first.finished(done);
  const cut = await first.start(LONG_QUERY);
  await running(first, cut);
  await first.close();

  const second = await world({ dataDir });
  expect(await second.execution(done)).toEqual(before);
  const { Status } = await second.execution(cut);
  expect(Status).toMatchObject({
    State: "FAILED",
    StateChangeReason: "Query failed: the service was stopped while the query was running",
    AthenaError: { ErrorCategory: 1, Retryable: true },
  });
});

test("a data folder is used by one service at a time", async () => {
  const { dataDir } = await world();
  await expect(startTestService({ dataDir })).rejects.toThrow("Another local-athena uses");
});
