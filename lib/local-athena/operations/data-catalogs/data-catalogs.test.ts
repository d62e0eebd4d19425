import {
  CreateDataCatalogCommand,
  type CreateDataCatalogCommandInput,
  type DataCatalogType,
  DeleteDataCatalogCommand,
  GetDatabaseCommand,
  GetDataCatalogCommand,
  GetTableMetadataCommand,
  ListDatabasesCommand,
  ListDataCatalogsCommand,
  ListTableMetadataCommand,
  UpdateDataCatalogCommand,
  type UpdateDataCatalogCommandInput,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeDataDir, refusal, startTestService, type TestService } from "../test-service.fixture";

/** Ends when the state is there; the bound is for a machine that is busy with other things. */
const PATIENCE = { timeout: 10_000, interval: 5 };

let world: TestService;
let dataDir: string;
async function start() {
  world = await startTestService({ dataDir, control: true });
  world.service.control?.pace.setMode({ mode: "by-step" }, ["data-catalog"]);
}
beforeAll(async () => {
  dataDir = await makeDataDir();
  await start();
});
afterAll(() => world.close());

const LAMBDA = "arn:aws:lambda:eu-central-1:123456789012:function:";
const GLUE = { "catalog-id": "210987654321" };
const MYSQL = { "connection-type": "MYSQL", "connection-properties": '{"host":"db"}' };

const create = async (input: CreateDataCatalogCommandInput) =>
  (await world.client.send(new CreateDataCatalogCommand(input))).DataCatalog;
const get = async (Name: string) =>
  (await world.client.send(new GetDataCatalogCommand({ Name }))).DataCatalog;
const update = (input: UpdateDataCatalogCommandInput) =>
  world.client.send(new UpdateDataCatalogCommand(input));
const remove = async (Name: string, DeleteCatalogOnly?: boolean) => {
  const command = new DeleteDataCatalogCommand({ Name, DeleteCatalogOnly });
  return (await world.client.send(command)).DataCatalog;
};
const list = (MaxResults?: number, NextToken?: string) =>
  world.client.send(new ListDataCatalogsCommand({ MaxResults, NextToken }));
const step = () => world.service.control?.pace.step("data-catalog", 1);
const notFound = (name: string) => ({
  AthenaErrorCode: "DATACATALOG_NOT_FOUND",
  message: `DataCatalog ${name} was not found`,
});

test.each<[DataCatalogType, Record<string, string>]>([
  ["HIVE", { "metadata-function": `${LAMBDA}meta` }],
  ["HIVE", { "metadata-function": `${LAMBDA}meta:1`, "sdk-version": "1.0" }],
  ["LAMBDA", { "metadata-function": `${LAMBDA}meta`, "record-function": `${LAMBDA}rec` }],
  ["LAMBDA", { function: `${LAMBDA}both:$LATEST` }],
  ["GLUE", GLUE],
])("a %s catalog is there at once", async (Type, Parameters) => {
  const catalog = {
    Name: "Of_type-1@x",
    Type,
    Description: "Described",
    Parameters,
    Status: "CREATE_COMPLETE",
  };
  expect(await create({ Name: "Of_type-1@x", Type, Parameters, Description: "Described" })).toEqual(
    catalog,
  );
  expect(await get("of_TYPE-1@X")).toEqual(catalog);
  expect(await remove("of_type-1@x")).toEqual({ ...catalog, Status: "DELETE_COMPLETE" });
  expect(await refusal(get("of_type-1@x"))).toMatchObject(notFound("of_type-1@x"));
});

test("a FEDERATED catalog comes and goes in its time", async () => {
  const created = await create({ Name: "mysql", Type: "FEDERATED", Parameters: MYSQL });
  expect(created).toEqual({
    Name: "mysql",
    Type: "FEDERATED",
    Parameters: MYSQL,
    ConnectionType: "MYSQL",
    Status: "CREATE_IN_PROGRESS",
  });
  const busy = update({ Name: "mysql", Type: "FEDERATED", Description: "x" });
  expect((await refusal(busy)).message).toContain("while it is CREATE_IN_PROGRESS");
  step();
  await vi.waitFor(
    async () => expect(await get("mysql")).toMatchObject({ Status: "CREATE_COMPLETE" }),
    PATIENCE,
  );
  await update({ Name: "mysql", Type: "FEDERATED", Description: "x" });
  expect(await remove("mysql")).toMatchObject({ Status: "DELETE_IN_PROGRESS", Description: "x" });
  expect(await remove("mysql")).toMatchObject({ Status: "DELETE_IN_PROGRESS" });
  expect(await get("mysql")).toMatchObject({ Status: "DELETE_IN_PROGRESS" });
  const taken = create({ Name: "mysql", Type: "GLUE", Parameters: GLUE });
  expect((await refusal(taken)).message).toBe("DataCatalog mysql already exists");
  step();
  await vi.waitFor(
    async () => expect(await refusal(get("mysql"))).toMatchObject(notFound("mysql")),
    PATIENCE,
  );
});

test("only the catalog itself is deleted where that is asked for", async () => {
  const Parameters = {
    "connection-arn": "arn:aws:glue:eu-central-1:123456789012:connection/c",
    "lambda-role-arn": "arn:aws:iam::123456789012:role/federation",
  };
  await create({ Name: "only", Type: "FEDERATED", Parameters });
  expect(await remove("only", true)).toMatchObject({ Status: "DELETE_COMPLETE" });
  expect(await refusal(get("only"))).toMatchObject(notFound("only"));
  await create({ Name: "glue", Type: "GLUE", Parameters: GLUE });
  expect((await refusal(remove("glue", true))).message).toBe(
    "DeleteCatalogOnly applies to FEDERATED data catalogs only.",
  );
  await remove("glue", false);
});

test("description and parameters are replaced where they are given", async () => {
  await create({ Name: "changing", Type: "GLUE", Parameters: GLUE, Description: "one" });
  await update({ Name: "changing", Type: "GLUE", Description: "two" });
  expect(await get("changing")).toMatchObject({ Description: "two", Parameters: GLUE });
  const Parameters = { "metadata-function": `${LAMBDA}meta` };
  await update({ Name: "CHANGING", Type: "HIVE", Parameters });
  expect(await get("changing")).toMatchObject({
    Name: "changing",
    Type: "HIVE",
    Description: "two",
    Parameters,
  });
  for (const [input, message] of [
    [{ Type: "GLUE" }, "Parameters of a GLUE data catalog must be: catalog-id."],
    [
      { Type: "FEDERATED", Parameters: MYSQL },
      "The type of DataCatalog changing cannot be changed from HIVE to FEDERATED.",
    ],
  ] as const)
    expect((await refusal(update({ Name: "changing", ...input }))).message).toBe(message);
  expect(await get("changing")).toMatchObject({ Type: "HIVE", Parameters });
});

test.each<[string, Partial<CreateDataCatalogCommandInput>, string]>([
  ["a letter of another alphabet", { Name: "größe" }, "letters, digits, underscores"],
  ["a dot in the name", { Name: "a.b" }, "letters, digits, underscores"],
  ["a long name", { Name: "n".repeat(128) }, "at most 127"],
  ["Athena's own", { Name: "awsdatacatalog" }, "AwsDataCatalog cannot be created"],
  ["no parameters", { Parameters: undefined }, "Parameters of a GLUE data catalog must be"],
  ["another parameter", { Parameters: { ...GLUE, function: "f" } }, "must be: catalog-id"],
  ["no account", { Parameters: { "catalog-id": "1" } }, "catalog-id must be an account id"],
  [
    "half a LAMBDA",
    { Type: "LAMBDA", Parameters: { "record-function": `${LAMBDA}rec` } },
    "metadata-function and record-function, or function",
  ],
  [
    "LAMBDA both ways",
    {
      Type: "LAMBDA",
      Parameters: {
        function: `${LAMBDA}f`,
        "metadata-function": `${LAMBDA}m`,
        "record-function": `${LAMBDA}r`,
      },
    },
    "metadata-function and record-function, or function",
  ],
  [
    "no ARN of a function",
    { Type: "HIVE", Parameters: { "metadata-function": "meta" } },
    "must be the ARN of a Lambda function",
  ],
  [
    "an unknown connection",
    { Type: "FEDERATED", Parameters: { ...MYSQL, "connection-type": "FOXPRO" } },
    "Parameter connection-type must be one of",
  ],
  [
    "properties that are no JSON",
    { Type: "FEDERATED", Parameters: { ...MYSQL, "connection-properties": "host=db" } },
    "Parameter connection-properties must be a JSON object.",
  ],
  ["an empty description", { Description: "" }, "Value at 'description' failed to satisfy"],
  ["a reserved tag", { Tags: [{ Key: "aws:x", Value: "" }] }, "reserved for AWS use"],
])("refused at creation: %s", async (_what, input, message) => {
  const refused = await refusal(
    create({ Name: "refused", Type: "GLUE", Parameters: GLUE, ...input }),
  );
  expect(refused).toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
  });
  expect(refused.message).toContain(message);
  expect(await refusal(get("refused"))).toMatchObject(notFound("refused"));
});

test("AwsDataCatalog stays as it is", async () => {
  const Name = "AWSDataCatalog";
  const changes = [update({ Name, Type: "GLUE", Parameters: GLUE }), remove(Name)];
  for (const refused of await Promise.all(changes.map(refusal)))
    expect(refused.message).toContain("cannot be created, changed or deleted");
  expect(await get(Name)).toEqual({
    Name: "AwsDataCatalog",
    Type: "GLUE",
    Parameters: { "catalog-id": "123456789012" },
    Status: "CREATE_COMPLETE",
  });
  const unknown = [remove("none"), update({ Name: "none", Type: "GLUE" })];
  for (const refused of await Promise.all(unknown.map(refusal)))
    expect(refused).toMatchObject(notFound("none"));
});

test("the list pages in the order of names, through a restart, and states go on after it", async () => {
  for (const Name of ["zeta", "Beta", "alpha"])
    await create({ Name, Type: "GLUE", Parameters: GLUE });
  await create({ Name: "coming", Type: "FEDERATED", Parameters: MYSQL });
  const first = await list(3);
  await world.close();
  await start();
  const rest = await list(50, first.NextToken);
  expect([...(first.DataCatalogsSummary ?? []), ...(rest.DataCatalogsSummary ?? [])]).toEqual([
    { CatalogName: "alpha", Type: "GLUE", Status: "CREATE_COMPLETE" },
    { CatalogName: "AwsDataCatalog", Type: "GLUE", Status: "CREATE_COMPLETE" },
    { CatalogName: "Beta", Type: "GLUE", Status: "CREATE_COMPLETE" },
    { CatalogName: "changing", Type: "HIVE", Status: "CREATE_COMPLETE" },
    { CatalogName: "coming", Type: "FEDERATED", Status: "CREATE_IN_PROGRESS" },
    { CatalogName: "zeta", Type: "GLUE", Status: "CREATE_COMPLETE" },
  ]);
  expect(rest.NextToken).toBeUndefined();
  step();
  await vi.waitFor(
    async () => expect(await get("coming")).toMatchObject({ Status: "CREATE_COMPLETE" }),
    PATIENCE,
  );
  for (const [size, bound] of [
    [1, "greater than or equal to 2"],
    [51, "less than or equal to 50"],
  ] as const)
    expect((await refusal(list(size))).message).toContain(bound);
  expect((await refusal(list(2, "abc"))).message).toBe("The nextPageToken is malformed: abc");
  const unknown = world.client.send(new ListDataCatalogsCommand({ WorkGroup: "nowhere" }));
  expect((await refusal(unknown)).message).toBe("WorkGroup is not found.");
});

test("databases are listed where they lie in this account, and nowhere else", async () => {
  await create({ Name: "mine", Type: "GLUE", Parameters: { "catalog-id": "123456789012" } });
  const databases = async (CatalogName: string) =>
    (await world.client.send(new ListDatabasesCommand({ CatalogName }))).DatabaseList;
  expect(await databases("mine")).toEqual(await databases("AwsDataCatalog"));
  for (const CatalogName of ["zeta", "changing", "coming"]) {
    const calls = [
      databases(CatalogName),
      world.client.send(new GetDatabaseCommand({ CatalogName, DatabaseName: "d" })),
      world.client.send(new ListTableMetadataCommand({ CatalogName, DatabaseName: "d" })),
      world.client.send(
        new GetTableMetadataCommand({ CatalogName, DatabaseName: "d", TableName: "t" }),
      ),
    ];
    for (const refused of await Promise.all(calls.map(refusal))) {
      expect(refused.name).toBe("MetadataException");
      expect(refused.message).toContain(
        `The metastore of catalog '${CatalogName}' cannot be reached`,
      );
    }
  }
  expect((await refusal(databases("none"))).message).toBe("Catalog 'none' does not exist");
});
