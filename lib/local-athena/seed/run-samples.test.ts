import { rm } from "node:fs/promises";
import {
  ExportNotebookCommand,
  GetQueryResultsCommand,
  ListNotebookMetadataCommand,
} from "@aws-sdk/client-athena";
import { afterAll, expect, test } from "vitest";
import { makeDataDir, startTestService } from "../operations/test-service.fixture";
import { sampleQueries } from "./sample-queries";

const dataDir = await makeDataDir();
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test("samples are loaded before ready; statements and the notebook run once, over restarts too", async () => {
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

  const { client } = second;
  const WorkGroup = "spark-research";
  const notebooks = async () =>
    (await client.send(new ListNotebookMetadataCommand({ WorkGroup }))).NotebookMetadataList ?? [];
  const cells = async () => {
    const [{ NotebookId } = {}] = await notebooks();
    if (NotebookId === undefined) return [];
    const { Payload } = await client.send(new ExportNotebookCommand({ NotebookId }));
    return (JSON.parse(Payload ?? "") as { cells: { outputs?: object[] }[] }).cells;
  };
  const outputs = async () => (await cells()).flatMap((cell) => cell.outputs ?? []);
  await expect.poll(outputs, { timeout: 60_000, interval: 100 }).not.toEqual([]);
  expect((await cells()).filter((cell) => cell.outputs?.length === 0)).toEqual([]);
  expect(JSON.stringify(await outputs())).toContain("image/svg+xml");
  expect(JSON.stringify(await outputs())).toContain("The worst hour is");
  await second.close();

  const third = await startTestService({ dataDir, sample: true });
  await third.service.ready;
  expect(third.service.context.notebooks.countIn(WorkGroup)).toBe(1);
  await third.close();
}, 120_000);
