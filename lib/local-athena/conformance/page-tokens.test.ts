import { GetQueryResultsCommand } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../operations/test-service.fixture";
import { send } from "../protocol/raw-athena.fixture";
import { inputMembers } from "../protocol/shapes";

const ARN = "arn:aws:athena:eu-central-1:123456789012:workgroup/primary";
const CatalogName = "AwsDataCatalog";

/** Lists with a valid question each; their pages are as small as the operation allows. */
const lists: [operation: string, input: Record<string, unknown>][] = [
  ["ListApplicationDPUSizes", { MaxResults: 1 }],
  ["ListCapacityReservations", { MaxResults: 1 }],
  ["ListDataCatalogs", { MaxResults: 2 }],
  ["ListDatabases", { CatalogName, MaxResults: 1 }],
  ["ListEngineVersions", { MaxResults: 1 }],
  ["ListNamedQueries", { MaxResults: 1 }],
  ["ListPreparedStatements", { WorkGroup: "primary", MaxResults: 1 }],
  ["ListQueryExecutions", { MaxResults: 1 }],
  ["ListTableMetadata", { CatalogName, DatabaseName: "shop", MaxResults: 1 }],
  ["ListTagsForResource", { ResourceARN: ARN, MaxResults: 75 }],
  ["ListWorkGroups", { MaxResults: 1 }],
];

let world: TestService;
let executionId: string;

type Answer = Record<string, unknown> & { NextToken?: string; Message?: string };

const call = async (operation: string, input: object): Promise<Answer> =>
  JSON.parse((await send(world.service.port, operation, JSON.stringify(input))).text) as Answer;

beforeAll(async () => {
  world = await startTestService();
  const { catalog } = world.service.context.engine;
  catalog.putDatabase({ name: "shop", parameters: {} });
  for (const name of ["customers", "orders", "returns"])
    catalog.putTable({
      database: "shop",
      name,
      tableType: "EXTERNAL_TABLE",
      createTime: 1,
      columns: [],
      partitionKeys: [],
      parameters: {},
    });
  for (const n of [1, 2, 3]) {
    await call("CreateNamedQuery", { Name: `n${n}`, Database: "shop", QueryString: "SELECT 1" });
    await call("CreatePreparedStatement", {
      StatementName: `p${n}`,
      WorkGroup: "primary",
      QueryStatement: "SELECT 1",
    });
    await call("CreateCapacityReservation", { Name: `r${n}`, TargetDpus: 24 });
    await call("CreateDataCatalog", {
      Name: `c${n}`,
      Type: "GLUE",
      Parameters: { "catalog-id": "123456789012" },
    });
    executionId = await world.start(`SELECT * FROM (VALUES 1, 2, 3) AS t (a)`);
    await world.finished(executionId);
  }
});
afterAll(() => world.close());

/** What a page lists, whatever its member is called. */
const itemsOf = (answer: Answer) =>
  Object.values(answer).find((value): value is unknown[] => Array.isArray(value)) ?? [];

describe.each(lists)("%s", (operation, input) => {
  test("pages add up to what one page shows, and the last one has no token", async () => {
    const { MaxResults: _small, ...whole } = input;
    const all = itemsOf(await call(operation, whole));
    const paged: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const page = await call(operation, { ...input, ...(NextToken && { NextToken }) });
      expect(page.__type).toBeUndefined();
      expect(itemsOf(page).length).toBeLessThanOrEqual(Number(input.MaxResults));
      paged.push(...itemsOf(page));
      NextToken = page.NextToken;
      expect(NextToken).not.toBe("");
    } while (NextToken !== undefined);
    expect(paged).toEqual(all);
  });

  test("tokens that it did not issue are refused in Athena's words", async () => {
    const foreign = (await call("ListWorkGroups", { MaxResults: 1 })).NextToken ?? "";
    const own = (await call(operation, input)).NextToken ?? foreign;
    const others = operation === "ListWorkGroups" ? [] : [foreign];
    for (const token of ["x", "../..", "🦉", own.slice(1), `${own}A`, ...others])
      expect(await call(operation, { ...input, NextToken: token })).toEqual({
        __type: "InvalidRequestException",
        AthenaErrorCode: "INVALID_INPUT",
        ErrorCode: "INVALID_INPUT",
        Message: `The nextPageToken is malformed: ${token}`,
      });
  });

  test("an empty token and one that is too long break its constraint", async () => {
    const shape = inputMembers(operation)?.find(({ name }) => name === "NextToken")?.shape;
    for (const [token, bound] of [
      ["", `greater than or equal to ${shape?.min}`],
      ["a".repeat((shape?.max ?? 0) + 1), `less than or equal to ${shape?.max}`],
    ])
      expect((await call(operation, { ...input, NextToken: token })).Message).toBe(
        `1 validation error detected: Value at 'nextToken' failed to satisfy constraint: Member must have length ${bound}`,
      );
  });
});

test("a token does not outlive its filters", async () => {
  for (const [operation, input, others] of [
    ["ListDatabases", { CatalogName }, [{ CatalogName: "c1" }]],
    ["ListNamedQueries", {}, [{ WorkGroup: "etl" }]],
    ["ListQueryExecutions", {}, [{ WorkGroup: "etl" }]],
    ["ListPreparedStatements", { WorkGroup: "primary" }, [{ WorkGroup: "etl" }]],
    [
      "ListTableMetadata",
      { CatalogName, DatabaseName: "shop" },
      [
        { CatalogName, DatabaseName: "default" },
        { CatalogName, DatabaseName: "shop", Expression: ".*" },
      ],
    ],
  ] as const) {
    const { NextToken } = await call(operation, { ...input, MaxResults: 1 });
    expect(NextToken, operation).toMatch(/^[\w-]+$/);
    for (const other of others)
      expect((await call(operation, { ...other, NextToken })).Message).toBe(
        `The nextPageToken is malformed: ${NextToken}`,
      );
  }
});

test("the workgroup that is left out and the one that is named are the same filter", async () => {
  const { NextToken } = await call("ListQueryExecutions", { MaxResults: 1 });
  const next = await call("ListQueryExecutions", { WorkGroup: "primary", NextToken });
  expect(itemsOf(next)).toHaveLength(2);
});

test("GetQueryResults refuses tokens in its own words", async () => {
  const first = await world.client.send(
    new GetQueryResultsCommand({ QueryExecutionId: executionId, MaxResults: 2 }),
  );
  const { NextToken: foreign } = await call("ListWorkGroups", { MaxResults: 1 });
  for (const NextToken of ["x", foreign, first.NextToken?.slice(1)])
    expect(
      (await call("GetQueryResults", { QueryExecutionId: executionId, NextToken })).Message,
    ).toBe(`Malformed nextPageToken ${NextToken}`);
});
