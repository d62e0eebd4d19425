import {
  CreateDataCatalogCommand,
  GetDatabaseCommand,
  GetTableMetadataCommand,
  ListDatabasesCommand,
  ListTableMetadataCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CatalogTable } from "../../sql/engine";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

const CatalogName = "AwsDataCatalog";
const CREATED_AT = Date.UTC(2026, 0, 1);

const table = (name: string): CatalogTable => ({
  database: "shop",
  name,
  tableType: "EXTERNAL_TABLE",
  createTime: CREATED_AT,
  columns: [{ name: "id", type: "bigint", comment: "key" }],
  partitionKeys: [{ name: "day", type: "string" }],
  parameters: { EXTERNAL: "TRUE", location: "s3://athenaeum-sample/shop/" },
});

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
  const { catalog } = world.service.context.engine;
  catalog.putDatabase({ name: "shop", description: "Orders", parameters: { owner: "etl" } });
  for (const name of ["orders", "order_items", "customers"]) catalog.putTable(table(name));
  catalog.putDatabase({ name: "wide", parameters: {} });
  for (let n = 0; n < 120; n += 1)
    catalog.putTable({ ...table(`t${String(n).padStart(3, "0")}`), database: "wide" });
  catalog.putTable({ ...table(`${"a".repeat(60)}b`), database: "wide" });
  const other = new CreateDataCatalogCommand({
    Name: "elsewhere",
    Type: "GLUE",
    Parameters: { "catalog-id": "999999999999" },
  });
  await world.client.send(other);
});
afterAll(() => world.close());

const tableNames = async (DatabaseName: string, Expression?: string) => {
  const input = { CatalogName, DatabaseName, Expression };
  const page = await world.client.send(new ListTableMetadataCommand(input));
  return page.TableMetadataList?.map((one) => one.Name);
};

test("databases with their description and parameters", async () => {
  const shop = { Name: "shop", Description: "Orders", Parameters: { owner: "etl" } };
  const { DatabaseList } = await world.client.send(new ListDatabasesCommand({ CatalogName }));
  expect(DatabaseList?.map((one) => one.Name)).toEqual(["default", "shop", "wide"]);
  expect(DatabaseList).toContainEqual(shop);
  const one = new GetDatabaseCommand({ CatalogName: "awsdatacatalog", DatabaseName: "SHOP" });
  expect((await world.client.send(one)).Database).toEqual(shop);
});

test("a table in full", async () => {
  const { TableMetadata } = await world.client.send(
    new GetTableMetadataCommand({ CatalogName, DatabaseName: "shop", TableName: "Orders" }),
  );
  expect(TableMetadata).toEqual({
    Name: "orders",
    TableType: "EXTERNAL_TABLE",
    CreateTime: new Date(CREATED_AT),
    LastAccessTime: new Date(0),
    Columns: [{ Name: "id", Type: "bigint", Comment: "key" }],
    PartitionKeys: [{ Name: "day", Type: "string" }],
    Parameters: { EXTERNAL: "TRUE", location: "s3://athenaeum-sample/shop/" },
  });
});

test("tables and views that SQL made", async () => {
  await world.finished(await world.start("CREATE DATABASE made COMMENT 'by hand'"));
  await world.finished(
    await world.start(
      `CREATE EXTERNAL TABLE made.lines (a int COMMENT 'first', b array<string>)
       PARTITIONED BY (day string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
       LOCATION 's3://athenaeum-results/lines/'`,
    ),
  );
  await world.finished(await world.start("CREATE VIEW made.one AS SELECT 1 AS a"));
  const page = await world.client.send(
    new ListTableMetadataCommand({ CatalogName, DatabaseName: "made" }),
  );
  expect(page.TableMetadataList).toMatchObject([
    {
      Name: "lines",
      TableType: "EXTERNAL_TABLE",
      Columns: [
        { Name: "a", Type: "int", Comment: "first" },
        { Name: "b", Type: "array<string>" },
      ],
      PartitionKeys: [{ Name: "day", Type: "string" }],
      Parameters: { EXTERNAL: "TRUE", location: "s3://athenaeum-results/lines/" },
    },
    { Name: "one", TableType: "VIRTUAL_VIEW", Columns: [{ Name: "a", Type: "int" }] },
  ]);
  for (const made of page.TableMetadataList ?? [])
    expect(made.CreateTime?.getTime()).toBeGreaterThan(CREATED_AT);
});

test("expressions match whole names", async () => {
  expect(await tableNames("shop")).toEqual(["customers", "order_items", "orders"]);
  expect(await tableNames("shop", "")).toHaveLength(3);
  expect(await tableNames("shop", "*")).toHaveLength(3);
  expect(await tableNames("shop", "order.*")).toEqual(["order_items", "orders"]);
  expect(await tableNames("shop", "ORDERS|customers")).toEqual(["customers", "orders"]);
  expect(await tableNames("shop", "order")).toEqual([]);
});

test.each([
  ["(", "The expression is not a valid regular expression: ("],
  ["(a+)+c", "The expression takes too long to evaluate: (a+)+c"],
])("expression %s is refused", async (expression, message) => {
  expect(await refusal(tableNames("wide", expression))).toMatchObject({
    name: "InvalidRequestException",
    message,
  });
});

test("table pages: a token is bound to catalog, database and expression", async () => {
  const list = (input: { DatabaseName?: string; Expression?: string; NextToken?: string } = {}) =>
    world.client.send(
      new ListTableMetadataCommand({ CatalogName, DatabaseName: "wide", ...input }),
    );
  const names: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await list({ Expression: "t\\d+", ...(NextToken && { NextToken }) });
    names.push(...(page.TableMetadataList ?? []).map((one) => one.Name));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(names).toEqual(Array.from({ length: 120 }, (_, n) => `t${String(n).padStart(3, "0")}`));

  const token = (await list({ Expression: "t.*" })).NextToken ?? "";
  for (const other of [{}, { Expression: "t\\d+" }, { DatabaseName: "shop", Expression: "t.*" }])
    expect((await refusal(list({ ...other, NextToken: token }))).message).toBe(
      `The nextPageToken is malformed: ${token}`,
    );
});

test("what is missing, in Glue's words", async () => {
  const words = (message: string) =>
    new RegExp(
      `^${message} \\(Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: [0-9a-f-]{36}; Proxy: null\\)$`,
    );
  const database = { CatalogName, DatabaseName: "none" };
  const table = { CatalogName, DatabaseName: "shop", TableName: "none" };
  for (const [call, message] of [
    [world.client.send(new GetDatabaseCommand(database)), words("Database none not found\\.")],
    [
      world.client.send(new ListTableMetadataCommand(database)),
      words("Database none not found\\."),
    ],
    [world.client.send(new GetTableMetadataCommand(table)), words("Table none not found\\.")],
  ] as const) {
    const refused = await refusal(call);
    expect(refused.name).toBe("MetadataException");
    expect(refused.message).toMatch(message);
  }
});

test("catalogs that are unknown, or not on this machine", async () => {
  const unknown = world.client.send(new ListDatabasesCommand({ CatalogName: "hive" }));
  expect(await refusal(unknown)).toMatchObject({
    AthenaErrorCode: "DATACATALOG_NOT_FOUND",
    message: "Catalog 'hive' does not exist",
  });
  const input = { CatalogName: "elsewhere", DatabaseName: "shop" };
  for (const command of [
    new GetDatabaseCommand(input),
    new ListTableMetadataCommand(input),
    new ListDatabasesCommand(input),
  ])
    expect(await refusal(world.client.send(command as GetDatabaseCommand))).toMatchObject({
      name: "MetadataException",
      message: expect.stringContaining("cannot be reached"),
    });
});

test("a workgroup that does not exist is refused, as by the other operations that take one", async () => {
  const input = { CatalogName, DatabaseName: "shop", TableName: "none", WorkGroup: "nowhere" };
  for (const call of [
    world.client.send(new ListDatabasesCommand(input)),
    world.client.send(new GetDatabaseCommand(input)),
    world.client.send(new ListTableMetadataCommand(input)),
    world.client.send(new GetTableMetadataCommand(input)),
  ])
    expect((await refusal(call)).message).toBe("WorkGroup is not found.");
});
