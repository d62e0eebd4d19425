import { ListQueryExecutionsCommand, StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  LONG_QUERY,
  refusal,
  startTestService,
  type TestService,
} from "../operations/test-service.fixture";

const LIMIT_BYTES = 20_000_000;
let world: TestService;
let smallBytes = 0;
let largeBytes = 0;

beforeAll(async () => {
  world = await startTestService({
    quotas: { activeDml: 2, activeDdl: 20 },
  });
  const { store, workGroups } = world.service.context;
  const primary = workGroups.get("primary");
  if (!primary) throw new Error("primary is missing");
  workGroups.put({
    ...primary,
    name: "limited",
    configuration: { ...primary.configuration, BytesScannedCutoffPerQuery: LIMIT_BYTES },
  });
  await store.createBucket("lake");
  const line = `${"x".repeat(99)}\n`;
  const small = Buffer.from(line.repeat(20_000));
  const large = Buffer.from(line.repeat(300_000));
  smallBytes = small.length;
  largeBytes = large.length;
  await store.put("lake", "small/a.csv", small);
  await store.put("lake", "large/a.csv", large);
  for (const table of ["small", "large"])
    await world.finished(
      await world.start(
        `CREATE EXTERNAL TABLE ${table} (line string) LOCATION 's3://lake/${table}/'`,
      ),
    );
});
afterAll(() => world.close());

const limited = async (sql: string) =>
  world.finished(await world.start(sql, { WorkGroup: "limited" }));

test("reading more than the workgroup allows cancels the query", async () => {
  const { Status, Statistics } = await limited("SELECT count(*) FROM large");
  expect(Status).toMatchObject({
    State: "CANCELLED",
    StateChangeReason: "Bytes scanned limit was exceeded",
  });
  expect(Status).not.toHaveProperty("AthenaError");
  expect(Statistics?.DataScannedInBytes).toBeGreaterThan(LIMIT_BYTES);
  const under = await limited("SELECT count(*) FROM small");
  expect(under.Status?.State).toBe("SUCCEEDED");
  expect(under.Statistics?.DataScannedInBytes).toBe(smallBytes);
});

test("a LIMIT that ends before that succeeds; one that reads on is interrupted", async () => {
  const early = await limited("SELECT line FROM large LIMIT 5");
  expect(early.Status).toMatchObject({ State: "SUCCEEDED" });
  expect(early.Statistics?.DataScannedInBytes).toBeLessThan(LIMIT_BYTES);
  for (const reading of [
    "SELECT max(line) FROM large LIMIT 5",
    "SELECT line FROM large WHERE line LIKE '%never%' LIMIT 5",
  ])
    expect((await limited(reading)).Status?.StateChangeReason).toBe(
      "Bytes scanned limit was exceeded",
    );
});

test("failed and cancelled queries tell what they had read", async () => {
  const failed = await world.finished(
    await world.start("SELECT 1 / (length(line) - 99) FROM small"),
  );
  expect(failed.Status?.State).toBe("FAILED");
  expect(failed.Statistics?.DataScannedInBytes).toBeGreaterThan(0);
  expect(failed.Statistics?.DataScannedInBytes).toBeLessThanOrEqual(smallBytes);

  const id = await world.start(
    `SELECT count(*) FROM large a JOIN large b ON length(a.line) = length(b.line)
     WHERE substr(a.line, 1, 3) < substr(b.line, 2, 4)`,
  );
  await expect
    .poll(async () => (await world.execution(id)).Statistics?.DataScannedInBytes ?? 0)
    .toBeGreaterThan(0);
  await world.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  const stopped = await world.execution(id);
  expect(stopped.Status?.StateChangeReason).toBe("Query cancelled by user");
  expect(stopped.Statistics?.DataScannedInBytes).toBeGreaterThan(0);
  expect(stopped.Statistics?.DataScannedInBytes).toBeLessThanOrEqual(2 * largeBytes);
});

test("active executions above the quota are refused, and leave no trace", async () => {
  const first = await world.start(LONG_QUERY);
  const second = await world.start(LONG_QUERY);
  expect(await refusal(world.start("SELECT 1"))).toMatchObject({
    name: "TooManyRequestsException",
    Reason: "CONCURRENT_QUERY_LIMIT_EXCEEDED",
    message: expect.stringMatching(/^You have exceeded the limit for the number of queries/),
  });
  const { QueryExecutionIds } = await world.client.send(new ListQueryExecutionsCommand({}));
  expect(QueryExecutionIds?.slice(0, 2)).toEqual([second, first]);
  // DDL has a quota of its own, and a stopped query makes room at once.
  expect((await world.finished(await world.start("SHOW TABLES"))).Status?.State).toBe("SUCCEEDED");
  await world.client.send(new StopQueryExecutionCommand({ QueryExecutionId: first }));
  await world.client.send(new StopQueryExecutionCommand({ QueryExecutionId: second }));
  expect((await world.finished(await world.start("SELECT 1"))).Status?.State).toBe("SUCCEEDED");
});

test("a query that runs too long is cancelled", async () => {
  const hasty = await startTestService({ queryTimeouts: { dmlMs: 50, ddlMs: 60_000 } });
  const { Status } = await hasty.finished(await hasty.start(LONG_QUERY));
  await hasty.close();
  expect(Status).toMatchObject({ State: "CANCELLED", StateChangeReason: "Query timeout" });
  expect(Status).not.toHaveProperty("AthenaError");
});
