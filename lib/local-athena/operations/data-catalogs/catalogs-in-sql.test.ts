import {
  CreateDataCatalogCommand,
  DeleteDataCatalogCommand,
  GetQueryResultsCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

const LAMBDA = { function: "arn:aws:lambda:eu-central-1:123456789012:function:f" };

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
  for (const [Name, Type, Parameters] of [
    ["Mine-1", "GLUE", { "catalog-id": "123456789012" }],
    ["theirs", "GLUE", { "catalog-id": "210987654321" }],
    ["remote", "LAMBDA", LAMBDA],
  ] as const)
    await world.client.send(new CreateDataCatalogCommand({ Name, Type, Parameters }));
  for (const sql of [
    "CREATE DATABASE shop",
    "CREATE TABLE shop.items AS SELECT 1 AS id, CAST(ROW('x') AS ROW(name varchar)) AS detail",
  ])
    expect(await outcome(sql)).toBe("SUCCEEDED");
});
afterAll(() => world.close());

type Context = { Catalog?: string; Database?: string };
const outcome = async (sql: string, QueryExecutionContext?: Context) => {
  const input = QueryExecutionContext && { QueryExecutionContext };
  const { Status } = await world.finished(await world.start(sql, input));
  return Status?.StateChangeReason ?? Status?.State;
};
const rows = async (sql: string, QueryExecutionContext?: Context) => {
  const input = QueryExecutionContext && { QueryExecutionContext };
  const id = await world.start(sql, input);
  const { Status } = await world.finished(id);
  expect(Status?.StateChangeReason).toBeUndefined();
  const { ResultSet } = await world.client.send(
    new GetQueryResultsCommand({ QueryExecutionId: id }),
  );
  return ResultSet?.Rows?.map((row) => row.Data?.map((one) => one.VarCharValue).join("|"));
};

test.each([
  ["SELECT id FROM items", { Catalog: "mine-1", Database: "shop" }],
  ['SELECT id FROM "Mine-1".shop.items', {}],
  ['SELECT items.id FROM "mine-1".shop.items', {}],
  ['SELECT shop.items.id FROM "mine-1".shop.items WHERE shop.items.id = 1', {}],
  ['SELECT "mine-1".shop.items.id FROM "mine-1".shop.items', {}],
  ["SELECT awsdatacatalog.shop.items.id FROM awsdatacatalog.shop.items", { Catalog: "MINE-1" }],
  ['SELECT a.id FROM "mine-1".shop.items a JOIN shop.items b ON a.id = b.id', {}],
])("the account's own Glue Data Catalog under its second name: %s", async (sql, context) => {
  expect(await rows(sql, context)).toEqual(["id", "1"]);
});

test("statements of every kind take the second name", async () => {
  const context = { Catalog: "mine-1", Database: "shop" };
  const id = await world.start("SHOW TABLES", { QueryExecutionContext: context });
  expect((await world.finished(id)).QueryExecutionContext).toEqual(context);
  expect(await rows("SHOW TABLES IN `mine-1`.shop")).toEqual(["items"]);
  expect(await rows("DESCRIBE `mine-1`.shop.items")).toHaveLength(2);
  for (const sql of [
    'CREATE TABLE "mine-1".shop.more AS SELECT 2 AS id',
    'INSERT INTO "mine-1".shop.more VALUES (3)',
    'CREATE VIEW "mine-1".shop.seen AS SELECT max(id) AS id FROM "mine-1".shop.more',
    "CREATE EXTERNAL TABLE `mine-1`.shop.plain (a int) LOCATION 's3://athenaeum-results/plain/'",
  ])
    expect(await outcome(sql), sql).toBe("SUCCEEDED");
  expect(await rows("SELECT id FROM shop.seen")).toEqual(["id", "3"]);
  for (const sql of [
    "DROP TABLE `mine-1`.shop.plain",
    'DROP VIEW "mine-1".shop.seen',
    "DROP TABLE `mine-1`.shop.more",
  ])
    expect(await outcome(sql), sql).toBe("SUCCEEDED");
  expect(await rows("SHOW TABLES IN shop")).toEqual(["items"]);
});

const named = (catalog: string) => [
  `SELECT * FROM ${catalog}.shop.items`,
  `INSERT INTO ${catalog}.shop.items SELECT * FROM shop.items`,
  `CREATE TABLE ${catalog}.shop.copy AS SELECT 1 AS id`,
  `CREATE VIEW ${catalog}.shop.seen AS SELECT 1 AS id`,
  `DROP TABLE ${catalog}.shop.items`,
  `DROP VIEW ${catalog}.shop.items`,
  `ALTER TABLE ${catalog}.shop.items ADD COLUMNS (b int)`,
  `SHOW TABLES IN ${catalog}.shop`,
  `SHOW CREATE TABLE ${catalog}.shop.items`,
  `MSCK REPAIR TABLE ${catalog}.shop.items`,
  `DELETE FROM ${catalog}.shop.items`,
  `UPDATE ${catalog}.shop.items SET id = 2`,
  `OPTIMIZE ${catalog}.shop.items REWRITE DATA USING BIN_PACK`,
  `VACUUM ${catalog}.shop.items`,
  `EXPLAIN SELECT * FROM ${catalog}.shop.items`,
];

test.each([
  ["theirs", "local-athena does not connect to the Glue Data Catalog of account 210987654321."],
  ["remote", "local-athena does not connect to the data source of a LAMBDA catalog."],
])("catalog %s fails the query and says why, nothing is read or changed", async (name, why) => {
  const reason = `The metastore of catalog '${name}' cannot be reached: ${why}`;
  for (const sql of named(name)) {
    const said = await outcome(sql);
    expect(said, sql).toMatch(/^NOT_SUPPORTED: line 1:\d+: /);
    expect(said, sql).toContain(reason);
  }
  for (const sql of ["SELECT 1", "SHOW TABLES", "CREATE DATABASE other", "DESCRIBE items"])
    expect(await outcome(sql, { Catalog: name, Database: "shop" }), sql).toBe(
      `NOT_SUPPORTED: line 1:1: ${reason}`,
    );
  expect(await outcome(`DESCRIBE ${name}.shop.items`)).toContain(reason);
  expect(await rows("SHOW TABLES IN shop")).toEqual(["items"]);
  expect(await rows("SELECT id FROM shop.items")).toEqual(["id", "1"]);
});

test("a catalog that does not exist", async () => {
  for (const sql of named("nowhere"))
    expect(await outcome(sql), sql).toMatch(
      /^CATALOG_NOT_FOUND: line 1:\d+: Catalog 'nowhere' does not exist(?:\. |$)/,
    );
  expect(await outcome("SELECT 1", { Catalog: "nowhere" })).toBe(
    "CATALOG_NOT_FOUND: line 1:1: Catalog 'nowhere' does not exist",
  );
  for (const sql of [
    "CREATE EXTERNAL TABLE nowhere.shop.t (a int) LOCATION 's3://athenaeum-results/t/'",
    "DESCRIBE nowhere.shop.items",
  ])
    expect(await refusal(world.start(sql)), sql).toMatchObject({
      AthenaErrorCode: "DATACATALOG_NOT_FOUND",
      message: "Catalog 'nowhere' does not exist",
    });
});

test("a catalog is looked up when the query runs", async () => {
  const sql = "SELECT id FROM passing.shop.items";
  expect(await outcome(sql)).toMatch(/^CATALOG_NOT_FOUND/);
  const Parameters = { "catalog-id": "123456789012" };
  await world.client.send(
    new CreateDataCatalogCommand({ Name: "passing", Type: "GLUE", Parameters }),
  );
  expect(await outcome(sql)).toBe("SUCCEEDED");
  await world.client.send(new DeleteDataCatalogCommand({ Name: "passing" }));
  expect(await outcome(sql)).toMatch(/^CATALOG_NOT_FOUND/);
});
