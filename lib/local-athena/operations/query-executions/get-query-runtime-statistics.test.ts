import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  GetQueryRuntimeStatisticsCommand,
  type QueryStage,
  type QueryStagePlanNode,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LONG_QUERY, refusal, startTestService, type TestService } from "../test-service.fixture";

const ROWS = 3_000;
let world: TestService;
let ordersBytes = 0;

beforeAll(async () => {
  world = await startTestService();
  const { store } = world.service.context;
  await store.createBucket("lake");
  const orders = Array.from({ length: ROWS }, (_, n) => `${n},${n % 5},${n / 2}\n`).join("");
  ordersBytes = Buffer.byteLength(orders);
  await store.put("lake", "orders/a.csv", Buffer.from(orders));
  await store.put(
    "lake",
    "regions/a.csv",
    Buffer.from("0,north\n1,south\n2,east\n3,west\n4,sea\n"),
  );
  for (const [table, columns] of [
    ["orders", "id bigint, region int, total double"],
    ["regions", "region int, name string"],
  ]) {
    const id = await world.start(
      `CREATE EXTERNAL TABLE ${table} (${columns}) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/${table}/'`,
    );
    expect((await world.finished(id)).Status?.State).toBe("SUCCEEDED");
  }
});
afterAll(() => world.close());

const statistics = async (QueryExecutionId: string) => {
  const command = new GetQueryRuntimeStatisticsCommand({ QueryExecutionId });
  return (await world.client.send(command)).QueryRuntimeStatistics;
};

const statisticsOf = async (sql: string) => {
  const id = await world.start(sql);
  const { Status } = await world.finished(id);
  expect(Status?.StateChangeReason).toBeUndefined();
  return statistics(id);
};

const stagesOf = (stage: QueryStage | undefined): QueryStage[] =>
  stage ? [stage, ...(stage.SubStages ?? []).flatMap(stagesOf)] : [];

const nodesOf = (node: QueryStagePlanNode | undefined): QueryStagePlanNode[] =>
  node ? [node, ...(node.Children ?? []).flatMap(nodesOf)] : [];

const namesOf = (stage: QueryStage | undefined) =>
  nodesOf(stage?.QueryStagePlan).map((node) => node.Name);

test("a join, grouped and sorted, has a stage for each exchange", async () => {
  const answer = await statisticsOf(
    `SELECT name, sum(total) AS total FROM orders o JOIN regions r ON o.region = r.region
     WHERE id >= 1000 GROUP BY name ORDER BY total DESC LIMIT 3`,
  );
  const root = answer?.OutputStage;
  const stages = stagesOf(root);
  expect(answer?.Rows).toMatchObject({ InputRows: ROWS + 5, OutputRows: 3 });
  expect(answer?.Rows?.InputBytes).toBeGreaterThan(ordersBytes / 2);
  expect(answer?.Rows?.OutputBytes).toBeGreaterThan(0);
  expect(root).toMatchObject({ StageId: 0, State: "FINISHED", InputRows: 5, OutputRows: 3 });
  expect(root?.QueryStagePlan).toMatchObject({ Name: "Output", Identifier: "[name, total]" });
  expect(namesOf(root)).toContain("TopN");
  expect(stages.map((stage) => stage.StageId)).toEqual(stages.map((_, index) => index));
  expect(stages.length).toBeGreaterThanOrEqual(4);

  const nodes = stages.flatMap((stage) => nodesOf(stage.QueryStagePlan));
  expect(nodes.map((node) => node.Name)).toEqual(
    expect.arrayContaining(["Aggregate", "InnerJoin"]),
  );
  const scanned = nodes.filter(
    (node) => node.Name?.startsWith("Scan") || node.Name === "TableScan",
  );
  expect(
    scanned.map((node) => /awsdatacatalog:default:\w+/.exec(node.Identifier ?? "")?.[0]),
  ).toEqual(
    expect.arrayContaining(["awsdatacatalog:default:orders", "awsdatacatalog:default:regions"]),
  );
  // Every exchange has two ends: what a stage reads from is one of its sub-stages.
  for (const stage of stages) {
    const read = nodesOf(stage.QueryStagePlan).flatMap((node) => node.RemoteSources ?? []);
    expect(read).toEqual(stage.SubStages?.map((sub) => String(sub.StageId)));
  }
  expect(JSON.stringify(answer)).not.toContain(world.dataDir);
});

test("what an exchange gives is what the stage above it takes", async () => {
  const answer = await statisticsOf("SELECT region, count(*) FROM orders GROUP BY region");
  const [root, below] = stagesOf(answer?.OutputStage);
  expect(below?.OutputRows).toBe(ROWS);
  expect(root?.InputRows).toBe(ROWS);
  expect(root?.OutputRows).toBe(5);
  expect(below).toMatchObject({ InputRows: ROWS, InputBytes: ordersBytes });
});

test("UNION ALL and common tables read from their stages", async () => {
  const answer = await statisticsOf(
    `WITH x AS (SELECT region, count(*) AS n FROM orders GROUP BY region)
     SELECT a.n FROM x a JOIN x b ON a.region = b.region UNION ALL SELECT region FROM regions`,
  );
  const nodes = stagesOf(answer?.OutputStage).flatMap((stage) => nodesOf(stage.QueryStagePlan));
  expect(nodes.find((node) => node.Name === "Union")?.Children?.[0]?.RemoteSources).toHaveLength(2);
  expect(answer?.Rows?.OutputRows).toBe(10);
});

test("SELECT without a table has values and a timeline", async () => {
  const answer = await statisticsOf("SELECT 1 AS one");
  expect(answer?.Rows).toMatchObject({ InputRows: 0, InputBytes: 0, OutputRows: 1 });
  expect(namesOf(answer?.OutputStage).at(-1)).toMatch(/^(Values|Project)$/);
  expect(answer?.Timeline?.TotalExecutionTimeInMillis).toBeGreaterThan(0);
});

test("DDL and SHOW have their timeline only", async () => {
  for (const sql of ["SHOW DATABASES", "CREATE DATABASE IF NOT EXISTS more"]) {
    const answer = await statisticsOf(sql);
    expect(Object.keys(answer ?? {})).toEqual(["Timeline"]);
  }
});

const lake = { ResultConfiguration: { OutputLocation: "s3://lake/out/" } };

test("a write is the query below the stages that write and commit its rows", async () => {
  const target = (name: string) => `[target = awsdatacatalog:default:${name}]`;
  const source = "SELECT region, count(*) AS n FROM orders GROUP BY region";
  await statisticsOf(
    "CREATE TABLE counts (region int, n bigint) LOCATION 's3://lake/counts/' TBLPROPERTIES ('table_type' = 'ICEBERG')",
  );
  const counts = target("counts");
  const changed = ["MergeWriter", "MergeProcessor"];
  for (const [sql, writers, into, written, read] of [
    [`CREATE TABLE copied AS ${source}`, ["TableWriter"], target("copied"), 5, ROWS],
    [
      `CREATE TABLE parted WITH (partitioned_by = ARRAY['n']) AS ${source}`,
      ["TableWriter"],
      target("parted"),
      5,
      ROWS,
    ],
    [`INSERT INTO parted ${source}`, ["TableWriter"], target("parted"), 5, ROWS],
    [`INSERT INTO counts ${source}`, ["TableWriter"], counts, 5, ROWS],
    ["INSERT INTO counts VALUES (9, 1), (8, 2)", ["TableWriter"], counts, 2, 0],
    ["UPDATE counts SET n = n + 1 WHERE region < 2", changed, counts, 2, 7],
    ["DELETE FROM counts WHERE region > 7", changed, counts, 2, 7],
    [
      "MERGE INTO counts t USING regions s ON t.region = s.region WHEN MATCHED THEN UPDATE SET n = 0",
      changed,
      counts,
      5,
      10,
    ],
    [
      `UNLOAD (${source}) TO 's3://lake/unloaded/' WITH (format = 'PARQUET')`,
      ["TableWriter"],
      "[target = s3://lake/unloaded/]",
      5,
      ROWS,
    ],
  ] as const) {
    const id = await world.start(sql, lake);
    const { Status, Statistics } = await world.finished(id);
    expect(Status?.StateChangeReason, sql).toBeUndefined();
    const answer = await statistics(id);
    const [root, writing, ...below] = stagesOf(answer?.OutputStage);
    expect(answer?.Rows, sql).toMatchObject({ OutputRows: written });
    expect(answer?.Rows?.InputRows, sql).toBe(read);
    expect(Number(answer?.Rows?.InputBytes) > 0, sql).toBe(read > 0);
    // Shares of the scans are rounded each for itself.
    const apart = Number(Statistics?.DataScannedInBytes) - Number(answer?.Rows?.InputBytes);
    expect(Math.abs(apart), sql).toBeLessThanOrEqual(1);
    expect(namesOf(root), sql).toEqual(["Output", "TableCommit", "RemoteSource"]);
    expect(nodesOf(root?.QueryStagePlan)[1]?.Identifier, sql).toBe(into);
    expect(namesOf(writing).slice(0, writers.length), sql).toEqual(writers);
    expect(nodesOf(writing?.QueryStagePlan)[0]?.Identifier, sql).toBe(into);
    expect(namesOf(writing).slice(writers.length), sql).not.toContain("Output");
    for (const [index, stage] of [root, writing, ...below].entries()) {
      expect(stage?.StageId, sql).toBe(index);
      const sources = nodesOf(stage?.QueryStagePlan).flatMap((node) => node.RemoteSources ?? []);
      expect(sources, sql).toEqual(stage?.SubStages?.map((sub) => String(sub.StageId)));
    }
    expect(JSON.stringify(answer), sql).not.toContain(world.dataDir);
  }
  expect(await readdir(join(world.dataDir, "tmp"))).toEqual([]);
});

test("nothing is known before the end, nor of what does not exist", async () => {
  const id = await world.start(LONG_QUERY);
  const { name, message, AthenaErrorCode } = await refusal(statistics(id));
  expect([name, AthenaErrorCode]).toEqual([
    "InvalidRequestException",
    "INVALID_QUERY_EXECUTION_STATE",
  ]);
  expect(message).toMatch(/^Query has not yet finished\. Current state: (QUEUED|RUNNING)$/);
  await world.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  expect((await statistics(id))?.OutputStage).toBeUndefined();
  expect(await refusal(statistics("nope"))).toMatchObject({
    AthenaErrorCode: "QUERY_EXECUTION_NOT_FOUND",
  });
});
