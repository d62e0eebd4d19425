import { rm } from "node:fs/promises";
import { GetQueryResultsCommand } from "@aws-sdk/client-athena";
import { afterAll, expect, test } from "vitest";
import { makeDataDir, startTestService } from "../operations/test-service.fixture";
import { sampleQueries } from "./sample-queries";

const dataDir = await makeDataDir();
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test("samples are loaded before ready, and each statement runs once, over restarts too", async () => {
  const first = await startTestService({ dataDir, sample: true });
  await first.service.ready;
  const count = await first.start("SELECT count(*) FROM sample.flights");
  await first.finished(count);
  const { ResultSet } = await first.client.send(
    new GetQueryResultsCommand({ QueryExecutionId: count }),
  );
  expect(ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue).toBe("3000000");
  const stored = () => first.service.context.executions.count();
  await expect.poll(stored, { timeout: 20_000 }).toBeGreaterThan(5);
  await first.close();

  const second = await startTestService({ dataDir, sample: true });
  await second.service.ready;
  const { executions } = second.service.context;
  const total = sampleQueries.length + 1;
  await expect.poll(() => executions.count(), { timeout: 60_000, interval: 100 }).toBe(total);
  const ids = ["primary", "analytics", "etl"].flatMap((name) => executions.list(name, 100).ids);
  const texts = executions.getMany(ids).map((record) => record.query);
  const expected = [...sampleQueries.map(({ sql }) => sql), "SELECT count(*) FROM sample.flights"];
  expect(texts.sort()).toEqual(expected.sort());
  await second.close();
}, 120_000);
