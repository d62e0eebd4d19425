import { randomUUID } from "node:crypto";
import {
  BatchGetQueryExecutionCommand,
  GetDataCatalogCommand,
  GetWorkGroupCommand,
  ListDataCatalogsCommand,
  ListQueryExecutionsCommand,
  ListWorkGroupsCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Completion, NewExecution } from "../state/execution-record";
import { refusal, startTestService, type TestService } from "./test-service.fixture";

const STORED = 10_000;
const FIRST_SUBMITTED_AT = Date.UTC(2026, 0, 1);

const stored = Array.from(
  { length: STORED },
  (_, n): NewExecution & { completion: Completion } => ({
    id: randomUUID(),
    workGroup: "etl",
    query: `SELECT ${n}`,
    statementType: "DML",
    substatementType: "SELECT",
    resultFormat: "csv",
    catalog: undefined,
    database: undefined,
    parameters: undefined,
    resultConfiguration: { OutputLocation: `s3://athenaeum-results/etl/${n}.csv` },
    reuse: { enabled: false, maxAgeMinutes: undefined },
    selectedEngineVersion: "AUTO",
    submittedAt: FIRST_SUBMITTED_AT + Math.floor(n / 3),
    preProcessingMs: 1,
    completion: {
      state: "SUCCEEDED",
      completedAt: FIRST_SUBMITTED_AT + n + 5,
      reason: undefined,
      error: undefined,
      times: {
        queueMs: 1,
        preProcessingMs: 1,
        planningMs: 1,
        engineMs: 2,
        serviceProcessingMs: 1,
        totalMs: 5,
      },
      dataScannedBytes: n,
      updateCount: 0,
      columns: [],
      hasResult: true,
    },
  }),
);

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
  world.service.context.executions.insertMany(stored);
});
afterAll(() => world.close());

test("10,000 executions cost exactly 200 list calls and 200 batches", async () => {
  const ids: string[] = [];
  let calls = 0;
  let NextToken: string | undefined;
  do {
    const page = await world.client.send(
      new ListQueryExecutionsCommand({ WorkGroup: "etl", NextToken }),
    );
    calls += 1;
    ids.push(...(page.QueryExecutionIds ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(calls).toBe(STORED / 50);
  expect(ids).toEqual(stored.map((one) => one.id).reverse());

  let read = 0;
  for (let at = 0; at < ids.length; at += 50) {
    const batch = await world.client.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids.slice(at, at + 50) }),
    );
    expect(batch.UnprocessedQueryExecutionIds).toEqual([]);
    read += batch.QueryExecutions?.length ?? 0;
  }
  expect(read).toBe(STORED);
}, 60_000);

test("a batch names the ids it could not find", async () => {
  const known = stored[7]?.id ?? "";
  const answer = await world.client.send(
    new BatchGetQueryExecutionCommand({ QueryExecutionIds: ["missing", known] }),
  );
  expect(answer.QueryExecutions?.map((one) => one.QueryExecutionId)).toEqual([known]);
  expect(answer.UnprocessedQueryExecutionIds).toEqual([
    {
      QueryExecutionId: "missing",
      ErrorCode: "QUERY_EXECUTION_NOT_FOUND",
      ErrorMessage: "QueryExecution missing was not found",
    },
  ]);
});

test("a list token works for its workgroup only", async () => {
  const { NextToken = "" } = await world.client.send(
    new ListQueryExecutionsCommand({ WorkGroup: "etl", MaxResults: 3 }),
  );
  for (const bad of [NextToken.slice(1), NextToken]) {
    const call = world.client.send(
      new ListQueryExecutionsCommand({ WorkGroup: "analytics", NextToken: bad }),
    );
    expect((await refusal(call)).message).toBe(`The nextPageToken is malformed: ${bad}`);
  }
  const unknown = world.client.send(new ListQueryExecutionsCommand({ WorkGroup: "nowhere" }));
  expect((await refusal(unknown)).message).toBe("WorkGroup is not found.");
});

test("workgroups come in name order and page", async () => {
  const first = await world.client.send(new ListWorkGroupsCommand({ MaxResults: 3 }));
  const second = await world.client.send(
    new ListWorkGroupsCommand({ MaxResults: 3, NextToken: first.NextToken }),
  );
  expect(first.WorkGroups).toMatchObject([
    { Name: "analytics" },
    { Name: "etl" },
    { Name: "primary", Description: "" },
  ]);
  expect(second.WorkGroups?.map((one) => one.Name)).toEqual(["spark-connect", "spark-research"]);
  expect(second.NextToken).toBeUndefined();
  const { WorkGroup } = await world.client.send(new GetWorkGroupCommand({ WorkGroup: "primary" }));
  expect(WorkGroup).not.toHaveProperty("Description");
  expect(WorkGroup?.Configuration?.ResultConfiguration?.OutputLocation).toBe(
    "s3://athenaeum-results/primary/",
  );
});

test("there is one data catalog", async () => {
  const list = await world.client.send(new ListDataCatalogsCommand({}));
  expect(list.DataCatalogsSummary).toMatchObject([{ CatalogName: "AwsDataCatalog", Type: "GLUE" }]);
  const one = await world.client.send(new GetDataCatalogCommand({ Name: "awsdatacatalog" }));
  expect(one.DataCatalog?.Parameters).toEqual({ "catalog-id": "123456789012" });
  const missing = world.client.send(new GetDataCatalogCommand({ Name: "hive" }));
  expect((await refusal(missing)).AthenaErrorCode).toBe("DATACATALOG_NOT_FOUND");
});
