import { GetQueryResultsCommand, StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LONG_QUERY, refusal, startTestService, type TestService } from "../test-service.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

const results = (QueryExecutionId: string, MaxResults?: number, NextToken?: string) =>
  world.client.send(new GetQueryResultsCommand({ QueryExecutionId, MaxResults, NextToken }));

const TEXTS = [undefined, "", 'say "hi"', "two\nlines", "a, b"];

const manyRows = (count: number) => `SELECT n, CASE n % 5 WHEN 0 THEN NULL WHEN 1 THEN ''
  WHEN 2 THEN 'say "hi"' WHEN 3 THEN concat('two', chr(10), 'lines') ELSE 'a, b' END AS text
  FROM UNNEST(sequence(1, ${count})) AS t(n) ORDER BY n`;

test("2,600 rows in pages of 1,000 with the header on the first", async () => {
  const id = await world.start(manyRows(2_600));
  await world.finished(id);
  const rows: (string | undefined)[][] = [];
  const pageSizes: number[] = [];
  let token: string | undefined;
  do {
    const page = await results(id, undefined, token);
    const data = page.ResultSet?.Rows ?? [];
    pageSizes.push(data.length);
    rows.push(...data.map((row) => row.Data?.map((datum) => datum.VarCharValue) ?? []));
    expect(page.UpdateCount).toBe(0);
    expect(page.ResultSet?.ResultSetMetadata?.ColumnInfo?.map((column) => column.Name)).toEqual([
      "n",
      "text",
    ]);
    token = page.NextToken;
  } while (token !== undefined);
  expect(pageSizes).toEqual([1_000, 1_000, 601]);
  expect(rows[0]).toEqual(["n", "text"]);
  expect(rows.slice(1)).toEqual(
    Array.from({ length: 2_600 }, (_, n) => [String(n + 1), TEXTS[(n + 1) % 5]]),
  );
});

test("a page that is exactly full has a token, and an empty page behind it", async () => {
  const id = await world.start(manyRows(9));
  await world.finished(id);
  const first = await results(id, 10);
  expect(first.ResultSet?.Rows).toHaveLength(10);
  const second = await results(id, 10, first.NextToken);
  expect(second.ResultSet?.Rows).toEqual([]);
  expect(second.NextToken).toBeUndefined();
  expect(second.ResultSet?.ResultSetMetadata?.ColumnInfo).toHaveLength(2);
});

test("columns look as Athena shows them", async () => {
  const id = await world.start("SELECT 'x' AS a");
  await world.finished(id);
  expect((await results(id)).ResultSet?.ResultSetMetadata?.ColumnInfo?.[0]).toMatchObject({
    CatalogName: "hive",
    SchemaName: "",
    TableName: "",
    Name: "a",
    Label: "a",
    Nullable: "UNKNOWN",
  });
});

test("a query without rows still has its header", async () => {
  const id = await world.start("SELECT 1 AS one WHERE 1 = 2");
  await world.finished(id);
  const { ResultSet, NextToken } = await results(id);
  expect(ResultSet?.Rows).toEqual([{ Data: [{ VarCharValue: "one" }] }]);
  expect(NextToken).toBeUndefined();
});

test("utility statements have no header", async () => {
  const id = await world.start("SHOW DATABASES");
  const execution = await world.finished(id);
  expect(execution.StatementType).toBe("UTILITY");
  expect(execution.ResultConfiguration?.OutputLocation).toMatch(/\.txt$/);
  const { ResultSet } = await results(id);
  const values = ResultSet?.Rows?.map((row) => row.Data?.[0]?.VarCharValue) ?? [];
  expect(values).not.toContain(ResultSet?.ResultSetMetadata?.ColumnInfo?.[0]?.Name);
});

test("a failed Hive statement answers with nothing and leaves its reason as text", async () => {
  const id = await world.start("DROP TABLE nowhere.nothing");
  const { Status } = await world.finished(id);
  expect(Status?.State).toBe("FAILED");
  expect(Status?.StateChangeReason).toMatch(/^FAILED: /);
  const answer = await results(id);
  expect(answer.ResultSet?.Rows).toEqual([]);
  expect(answer.ResultSet?.ResultSetMetadata).toBeUndefined();
});

test("checks come in Athena's order", async () => {
  expect(await refusal(results("nope", 1_001))).toMatchObject({
    AthenaErrorCode: "QUERY_EXECUTION_NOT_FOUND",
    message: "QueryExecution nope was not found",
  });
  const running = await world.start(LONG_QUERY);
  expect((await refusal(results(running, 1_001, "bad"))).message).toBe(
    "MaxResults is more than maximum allowed length 1000",
  );
  const state = (await world.execution(running)).Status?.State;
  expect(await refusal(results(running, 10, "bad"))).toMatchObject({
    AthenaErrorCode: "INVALID_QUERY_EXECUTION_STATE",
    message: `Query has not yet finished. Current state: ${state}`,
  });
  await world.client.send(new StopQueryExecutionCommand({ QueryExecutionId: running }));
  expect(await refusal(results(running, 10, "bad"))).toMatchObject({
    AthenaErrorCode: "RESULT_NOT_FOUND",
    message: "Could not find results",
  });
  const failed = await world.start("SELECT * FROM nowhere.nothing");
  await world.finished(failed);
  expect(await refusal(results(failed))).toMatchObject({
    AthenaErrorCode: "INVALID_QUERY_EXECUTION_STATE",
    message: "Query did not finish successfully. Final query state: FAILED",
  });
  expect((await refusal(results("nope", 100_001))).message).toContain(
    "Member must have value less than or equal to 100000",
  );
});

test("a token belongs to its execution", async () => {
  const one = await world.start(manyRows(5));
  const other = await world.start(manyRows(5));
  await Promise.all([world.finished(one), world.finished(other)]);
  const { NextToken = "" } = await results(one, 2);
  expect((await refusal(results(other, 2, NextToken))).message).toBe(
    `Malformed nextPageToken ${NextToken}`,
  );
  expect((await refusal(results(one, 2, "garbage"))).message).toBe(
    "Malformed nextPageToken garbage",
  );
});
