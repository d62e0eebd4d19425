import {
  BatchGetQueryExecutionCommand,
  CreateNamedQueryCommand,
  CreatePreparedStatementCommand,
  CreateWorkGroupCommand,
  DeleteNamedQueryCommand,
  DeleteWorkGroupCommand,
  GetNamedQueryCommand,
  GetPreparedStatementCommand,
  GetQueryResultsCommand,
  GetWorkGroupCommand,
  ListNamedQueriesCommand,
  ListQueryExecutionsCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  LONG_QUERY,
  makeDataDir,
  refusal,
  startTestService,
  type TestService,
} from "../test-service.fixture";

/** Ends when the state is there; the bound is for a machine that is busy with other things. */
const PATIENCE = { timeout: 10_000, interval: 5 };

let world: TestService;
let dataDir: string;
beforeAll(async () => {
  dataDir = await makeDataDir();
  world = await startTestService({ dataDir });
});
afterAll(() => world.close());

const create = (Name: string) =>
  world.client.send(
    new CreateWorkGroupCommand({
      Name,
      Configuration: {
        ResultConfiguration: { OutputLocation: "s3://athenaeum-results/deleted/" },
      },
    }),
  );
const remove = (WorkGroup: string, RecursiveDeleteOption?: boolean) =>
  world.client.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption }));
const history = async (WorkGroup: string, NextToken?: string) => {
  const command = new ListQueryExecutionsCommand({ WorkGroup, NextToken, MaxResults: 1 });
  return world.client.send(command);
};
const save = async (WorkGroup: string) => {
  const input = { Name: "n", Database: "d", QueryString: "SELECT 1", WorkGroup };
  return (await world.client.send(new CreateNamedQueryCommand(input))).NamedQueryId;
};

test("an empty workgroup goes without further ado, and only once", async () => {
  await create("empty");
  await remove("empty");
  const get = world.client.send(new GetWorkGroupCommand({ WorkGroup: "empty" }));
  const calls = [remove("empty"), remove("empty", true), history("empty"), get];
  for (const refused of await Promise.all(calls.map(refusal)))
    expect(refused.message).toBe("WorkGroup is not found.");
});

test("the primary workgroup stays", async () => {
  expect((await refusal(remove("primary", true))).message).toBe(
    "The primary workgroup cannot be deleted.",
  );
});

test("a workgroup with a history or saved queries is kept unless all of it is to go", async () => {
  await create("used");
  await world.finished(await world.start("SELECT 1", { WorkGroup: "used" }));
  expect((await refusal(remove("used"))).message).toBe("WorkGroup used is not empty");
  expect((await refusal(remove("used", false))).message).toBe("WorkGroup used is not empty");
  await create("saved");
  const NamedQueryId = await save("saved");
  expect((await refusal(remove("saved"))).message).toBe("WorkGroup saved is not empty");
  await world.client.send(new DeleteNamedQueryCommand({ NamedQueryId }));
  await remove("saved");
});

test("deleted with its contents, a workgroup of the same name starts empty", async () => {
  await create("whole");
  const ids = [
    await world.start("SELECT 1", { WorkGroup: "whole" }),
    await world.start("SELECT 2", { WorkGroup: "whole" }),
  ];
  for (const id of ids) await world.finished(id);
  const other = await world.start("SELECT 3");
  const NamedQueryId = await save("whole");
  const StatementName = "st";
  await world.client.send(
    new CreatePreparedStatementCommand({
      StatementName,
      WorkGroup: "whole",
      QueryStatement: "SELECT ?",
    }),
  );
  const { NextToken } = await history("whole");
  await remove("whole", true);

  const seesNothing = async () => {
    for (const id of ids) {
      const results = new GetQueryResultsCommand({ QueryExecutionId: id });
      const calls = [world.execution(id), world.client.send(results)];
      for (const refused of await Promise.all(calls.map(refusal)))
        expect(refused).toMatchObject({
          AthenaErrorCode: "QUERY_EXECUTION_NOT_FOUND",
          message: `QueryExecution ${id} was not found`,
        });
    }
    const batch = await world.client.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: [...ids, other] }),
    );
    expect(batch.QueryExecutions?.map((one) => one.QueryExecutionId)).toEqual([other]);
    expect(batch.UnprocessedQueryExecutionIds).toHaveLength(2);
    const query = world.client.send(new GetNamedQueryCommand({ NamedQueryId }));
    expect((await refusal(query)).name).toBe("InvalidRequestException");
  };
  await seesNothing();
  await create("whole");
  await seesNothing();
  for (const token of [undefined, NextToken])
    expect((await history("whole", token)).QueryExecutionIds).toEqual([]);
  const saved = await world.client.send(new ListNamedQueriesCommand({ WorkGroup: "whole" }));
  expect(saved.NamedQueryIds).toEqual([]);
  const statement = world.client.send(
    new GetPreparedStatementCommand({ StatementName, WorkGroup: "whole" }),
  );
  expect((await refusal(statement)).name).toBe("ResourceNotFoundException");

  const fresh = await world.start("SELECT 4", { WorkGroup: "whole" });
  await world.finished(fresh);
  await world.close();
  world = await startTestService({ dataDir });
  await seesNothing();
  expect((await history("whole")).QueryExecutionIds).toEqual([fresh]);
  expect(await world.execution(fresh)).toMatchObject({ WorkGroup: "whole" });
});

test("queries of a deleted workgroup are stopped, and their rows go", async () => {
  await create("busy");
  const before = world.service.context.executions.count();
  const ids = await Promise.all(
    Array.from({ length: 3 }, () => world.start(LONG_QUERY, { WorkGroup: "busy" })),
  );
  await remove("busy", true);
  await Promise.all(ids.map((id) => world.service.context.runner.settled(id)));
  expect(world.service.context.executions.inFlight()).toEqual([]);
  await vi.waitFor(() => expect(world.service.context.executions.count()).toBe(before), PATIENCE);
});

test("what a closed service left of deleted workgroups is cleared away by the next", async () => {
  const { executions } = world.service.context;
  const id = await world.start("SELECT 5", { WorkGroup: "etl" });
  await world.finished(id);
  const before = executions.count();
  executions.forgetWorkGroup("etl");
  await world.close();
  world = await startTestService({ dataDir });
  await vi.waitFor(
    () => expect(world.service.context.executions.count()).toBeLessThan(before),
    PATIENCE,
  );
  expect((await refusal(world.execution(id))).message).toContain("was not found");
});
