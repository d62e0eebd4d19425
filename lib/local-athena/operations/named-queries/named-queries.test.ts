import { randomUUID } from "node:crypto";
import {
  BatchGetNamedQueryCommand,
  CreateNamedQueryCommand,
  type CreateNamedQueryCommandInput,
  CreatePreparedStatementCommand,
  CreateWorkGroupCommand,
  DeleteNamedQueryCommand,
  DeleteWorkGroupCommand,
  GetNamedQueryCommand,
  ListNamedQueriesCommand,
  UpdateNamedQueryCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
  const { workGroups } = world.service.context;
  const primary = workGroups.get("primary");
  if (!primary) throw new Error("primary is missing");
  workGroups.put({ ...primary, name: "off", state: "DISABLED" });
  workGroups.put({ ...primary, name: "many" });
});
afterAll(() => world.close());

const query = { Name: "daily", Database: "shop", QueryString: "SELECT 1" };

async function create(input: Partial<CreateNamedQueryCommandInput> = {}): Promise<string> {
  const answer = await world.client.send(new CreateNamedQueryCommand({ ...query, ...input }));
  return answer.NamedQueryId ?? "";
}

const get = async (NamedQueryId: string) =>
  (await world.client.send(new GetNamedQueryCommand({ NamedQueryId }))).NamedQuery;

const list = (input: { WorkGroup?: string; MaxResults?: number; NextToken?: string } = {}) =>
  world.client.send(new ListNamedQueriesCommand(input));

test("a query comes back as it was saved; its text need not be SQL", async () => {
  const id = await create({ Description: "each day", QueryString: "not yet; a query" });
  expect(await get(id)).toEqual({
    NamedQueryId: id,
    Name: "daily",
    Description: "each day",
    Database: "shop",
    QueryString: "not yet; a query",
    WorkGroup: "primary",
  });
  expect(await get(await create())).not.toHaveProperty("Description");
});

test("names may repeat, tokens may not", async () => {
  const ClientRequestToken = randomUUID();
  const id = await create({ ClientRequestToken });
  expect(await create({ ClientRequestToken })).toBe(id);
  expect(await create()).not.toBe(id);
  for (const changed of [
    { Name: "other" },
    { Description: "other" },
    { Database: "other" },
    { QueryString: "SELECT 2" },
    { WorkGroup: "many" },
  ]) {
    expect(await refusal(create({ ClientRequestToken, ...changed }))).toMatchObject({
      name: "InvalidRequestException",
      AthenaErrorCode: "IDEMPOTENT_PARAMETER_MISMATCH",
      message: "Idempotent parameters do not match",
    });
  }
  await world.client.send(new DeleteNamedQueryCommand({ NamedQueryId: id }));
  expect(await create({ ClientRequestToken })).toBe(id);
});

test("the token of a query that went with its workgroup is as good as new", async () => {
  const [ClientRequestToken, WorkGroup] = [randomUUID(), "passing"];
  const again = () => create({ ClientRequestToken, WorkGroup });
  await world.client.send(new CreateWorkGroupCommand({ Name: WorkGroup }));
  const first = await again();
  await world.client.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption: true }));
  // The clock counts milliseconds, and the new workgroup must be younger than the token.
  const usedAt = Date.now();
  await vi.waitUntil(() => Date.now() > usedAt);
  await world.client.send(new CreateWorkGroupCommand({ Name: WorkGroup }));
  const second = await again();
  expect(second).not.toBe(first);
  expect(await get(second)).toMatchObject({ WorkGroup });
  expect(await again()).toBe(second);
});

test("a workgroup that runs Apache Spark keeps no SQL", async () => {
  const EngineVersion = { SelectedEngineVersion: "PySpark engine version 3" };
  const [Name, WorkGroup] = ["spark", "spark"];
  const workGroup = { Name, Configuration: { EngineVersion } };
  await world.client.send(new CreateWorkGroupCommand(workGroup));
  const prepare = new CreatePreparedStatementCommand({
    StatementName: "st",
    WorkGroup,
    QueryStatement: "SELECT 1",
  });
  for (const call of [create({ WorkGroup }), world.client.send(prepare)])
    expect((await refusal(call)).message).toBe(
      "WorkGroup spark is an Apache Spark workgroup and does not run SQL queries.",
    );
});

test("a refused creation does not use up its token", async () => {
  const ClientRequestToken = randomUUID();
  await refusal(create({ ClientRequestToken, WorkGroup: "off" }));
  expect(await create({ ClientRequestToken })).not.toBe("");
});

test.each([
  [{ WorkGroup: "off" }, "WorkGroup off is disabled."],
  [{ WorkGroup: "nowhere" }, "WorkGroup is not found."],
  [
    { Description: "" },
    "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    { QueryString: "ü".repeat(131_073) },
    "1 validation error detected: Value at 'queryString' failed to satisfy constraint: Member must have length less than or equal to 262144",
  ],
])("creation with %j is refused", async (input, message) => {
  expect(await refusal(create(input))).toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
    message,
  });
});

test("an update replaces name and text; only an empty description removes the old one", async () => {
  const id = await create({ Description: "first" });
  const update = (Description?: string) =>
    world.client.send(
      new UpdateNamedQueryCommand({
        NamedQueryId: id,
        Name: "renamed",
        QueryString: "SELECT 2",
        Description,
      }),
    );
  await update();
  expect(await get(id)).toEqual({
    NamedQueryId: id,
    Name: "renamed",
    Description: "first",
    Database: "shop",
    QueryString: "SELECT 2",
    WorkGroup: "primary",
  });
  await update("");
  expect(await get(id)).not.toHaveProperty("Description");
});

test("what is not there is named", async () => {
  const id = randomUUID();
  const refused = {
    name: "InvalidRequestException",
    AthenaErrorCode: "NAMED_QUERY_NOT_FOUND",
    message: `NamedQuery ${id} was not found`,
  };
  expect(await refusal(get(id))).toMatchObject(refused);
  const update = new UpdateNamedQueryCommand({ NamedQueryId: id, Name: "a", QueryString: "b" });
  expect(await refusal(world.client.send(update))).toMatchObject(refused);
  const remove = new DeleteNamedQueryCommand({ NamedQueryId: id });
  expect(await refusal(world.client.send(remove))).toMatchObject(refused);

  const unnamed = world.client.send(new DeleteNamedQueryCommand({ NamedQueryId: undefined }));
  expect((await refusal(unnamed)).message).toMatch(/^NamedQuery [0-9a-f-]{36} was not found$/);

  const known = await create();
  const batch = await world.client.send(
    new BatchGetNamedQueryCommand({ NamedQueryIds: [id, known, known] }),
  );
  expect(batch.NamedQueries?.map((one) => one.NamedQueryId)).toEqual([known]);
  expect(batch.UnprocessedNamedQueryIds).toEqual([
    { NamedQueryId: id, ErrorCode: refused.AthenaErrorCode, ErrorMessage: refused.message },
  ]);
});

test("lists page through one workgroup, newest first", async () => {
  const made: string[] = [];
  for (let n = 0; n < 7; n += 1) made.unshift(await create({ WorkGroup: "many" }));
  const first = await list({ WorkGroup: "many", MaxResults: 5 });
  const second = await list({ WorkGroup: "many", MaxResults: 5, NextToken: first.NextToken ?? "" });
  expect([...(first.NamedQueryIds ?? []), ...(second.NamedQueryIds ?? [])]).toEqual(made);
  expect(second).not.toHaveProperty("NextToken");
  expect((await list({ WorkGroup: "many", MaxResults: 0 })).NamedQueryIds).toEqual(made);
  expect((await list()).NamedQueryIds).not.toContain(made[0]);

  const foreign = list({ NextToken: first.NextToken ?? "" });
  expect((await refusal(foreign)).message).toBe(
    `The nextPageToken is malformed: ${first.NextToken}`,
  );
  expect((await refusal(list({ WorkGroup: "nowhere" }))).message).toBe("WorkGroup is not found.");
});
