import {
  BatchGetPreparedStatementCommand,
  CreatePreparedStatementCommand,
  DeletePreparedStatementCommand,
  GetPreparedStatementCommand,
  GetQueryResultsCommand,
  ListPreparedStatementsCommand,
  UpdatePreparedStatementCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

const WorkGroup = "primary";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
  const { workGroups, preparedStatements } = world.service.context;
  const primary = workGroups.get(WorkGroup);
  if (!primary) throw new Error("primary is missing");
  workGroups.put({ ...primary, name: "full" });
  for (let n = 0; n < 1_000; n += 1) {
    const name = `s${String(n).padStart(3, "0")}`;
    const fields = { queryStatement: "SELECT 1", description: "", modifiedAt: 1_000 + n };
    preparedStatements.insert({ workGroup: "full", name, ...fields });
  }
});
afterAll(() => world.close());

const create = (
  StatementName: string,
  QueryStatement: string,
  more: { Description?: string; WorkGroup?: string } = {},
) =>
  world.client.send(
    new CreatePreparedStatementCommand({ StatementName, QueryStatement, WorkGroup, ...more }),
  );
const get = async (StatementName: string) =>
  (await world.client.send(new GetPreparedStatementCommand({ StatementName, WorkGroup })))
    .PreparedStatement;

/** State, types and rows (without the header) of a statement that is run to its end. */
async function run(
  sql: string,
  input: { ExecutionParameters?: string[]; WorkGroup?: string } = {},
) {
  const id = await world.start(sql, input);
  const { Status, StatementType, SubstatementType, Query } = await world.finished(id);
  const results =
    Status?.State === "SUCCEEDED"
      ? await world.client.send(new GetQueryResultsCommand({ QueryExecutionId: id }))
      : undefined;
  return {
    query: Query,
    type: `${StatementType} ${SubstatementType}`,
    reason: Status?.StateChangeReason,
    rows: results?.ResultSet?.Rows?.map((row) => row.Data?.map((one) => one.VarCharValue)),
  };
}

test("a statement comes back as it was stored, and is replaced by an update", async () => {
  const before = Date.now();
  await create("by_id", "SELECT ? AS id", { Description: "one" });
  const first = await get("by_id");
  expect(first).toEqual({
    StatementName: "by_id",
    QueryStatement: "SELECT ? AS id",
    WorkGroupName: WorkGroup,
    Description: "one",
    LastModifiedTime: expect.any(Date),
  });
  expect(first?.LastModifiedTime?.getTime()).toBeGreaterThanOrEqual(before);
  await world.client.send(
    new UpdatePreparedStatementCommand({
      StatementName: "by_id",
      WorkGroup,
      QueryStatement: "SELECT 2",
    }),
  );
  expect(await get("by_id")).toMatchObject({ QueryStatement: "SELECT 2", Description: "one" });
  await world.client.send(
    new DeletePreparedStatementCommand({ StatementName: "by_id", WorkGroup }),
  );
  await refusal(get("by_id"));
});

test("what is not there is a resource that was not found", async () => {
  const StatementName = "missing";
  for (const command of [
    new GetPreparedStatementCommand({ StatementName, WorkGroup }),
    new DeletePreparedStatementCommand({ StatementName, WorkGroup }),
    new UpdatePreparedStatementCommand({ StatementName, WorkGroup, QueryStatement: "SELECT 1" }),
  ]) {
    expect(await refusal(world.client.send(command as GetPreparedStatementCommand))).toMatchObject({
      name: "ResourceNotFoundException",
      ResourceName: "missing",
      message: "PreparedStatement missing was not found in workGroup primary",
    });
  }
});

test.each([
  ["x", "SELECT 1", "INVALID_INPUT", /Member must satisfy regular expression pattern/],
  ["broken", "SELEC 1", "MALFORMED_QUERY", /^line 1:1: mismatched input 'SELEC'\. Expecting: /],
  ["self", "EXECUTE self", "MALFORMED_QUERY", /^Invalid statement type for prepared statement/],
])("%s: %s is refused", async (name, sql, code, message) => {
  const refused = await refusal(create(name, sql));
  expect(refused.AthenaErrorCode).toBe(code);
  expect(refused.message).toMatch(message);
});

test("a name is taken once, and a workgroup holds a thousand", async () => {
  await create("once", "SELECT 1");
  expect((await refusal(create("once", "SELECT 2"))).message).toBe(
    "PreparedStatement once already exists in workGroup primary",
  );
  const tooMany =
    "Cannot create prepared statement more. The number of prepared statements in this workgroup exceeds the limit of 1000.";
  expect((await refusal(create("more", "SELECT 1", { WorkGroup: "full" }))).message).toBe(tooMany);
  expect((await run("PREPARE more FROM SELECT 1", { WorkGroup: "full" })).reason).toBe(tooMany);
});

test("lists show names and times, in name order", async () => {
  const names: (string | undefined)[] = [];
  let NextToken: string | undefined;
  let calls = 0;
  do {
    const page = await world.client.send(
      new ListPreparedStatementsCommand({ WorkGroup: "full", NextToken }),
    );
    calls += 1;
    names.push(...(page.PreparedStatements ?? []).map((one) => one.StatementName));
    expect(Object.keys(page.PreparedStatements?.[0] ?? {}).sort()).toEqual([
      "LastModifiedTime",
      "StatementName",
    ]);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(calls).toBe(20);
  expect(new Set(names).size).toBe(1_000);
  expect(names).toEqual([...names].sort());
});

test("a batch names what it could not find, up to 256 names", async () => {
  const batch = (PreparedStatementNames: string[]) =>
    world.client.send(
      new BatchGetPreparedStatementCommand({ PreparedStatementNames, WorkGroup: "full" }),
    );
  const answer = await batch(["s001", "gone", "s000"]);
  expect(answer.PreparedStatements?.map((one) => one.StatementName)).toEqual(["s001", "s000"]);
  expect(answer.UnprocessedPreparedStatementNames).toEqual([
    {
      StatementName: "gone",
      ErrorCode: "STATEMENT_NOT_FOUND",
      ErrorMessage: "PreparedStatement gone was not found in workGroup full",
    },
  ]);
  const names = Array.from({ length: 257 }, (_, n) => `s${String(n).padStart(3, "0")}`);
  expect((await batch(names.slice(1))).PreparedStatements).toHaveLength(256);
  expect((await refusal(batch(names))).message).toContain("less than or equal to 256");
});

test("SQL and the API share their statements", async () => {
  expect(await run("PREPARE p1 FROM\nSELECT ? + 1;")).toMatchObject({
    type: "UTILITY PREPARE",
    reason: undefined,
    rows: [],
  });
  expect(await get("p1")).toMatchObject({ QueryStatement: "SELECT ? + 1" });
  expect(await run("EXECUTE p1 USING 41")).toMatchObject({
    query: "EXECUTE p1 USING 41",
    type: "DML SELECT",
    rows: [["_col0"], ["42"]],
  });
  await create("Mixed", "SELECT 'x' AS a");
  expect((await run("execute Mixed")).rows).toEqual([["a"], ["x"]]);
  expect((await run("EXECUTE mixed")).rows).toEqual([["a"], ["x"]]);
  expect(await run("DEALLOCATE PREPARE p1")).toMatchObject({
    type: "UTILITY DEALLOCATE",
    rows: [],
  });
  await refusal(get("p1"));
});

test("parameters of the execution stand in for USING, or fill its question marks", async () => {
  await create("two", "SELECT ? AS a, ? AS b");
  const expected = [
    ["a", "b"],
    ["1", "it's"],
  ];
  for (const [sql, ExecutionParameters] of [
    ["EXECUTE two", ["1", "it's"]],
    ["EXECUTE two USING 1, 'it''s'", undefined],
    ["EXECUTE two USING ?, 'it''s'", ["1"]],
    ["EXECUTE two USING 1, ?", ["it's"]],
    ["EXECUTE two USING 1, 'it''s'", ["ignored", "ignored", "ignored"]],
  ] as const) {
    const input = ExecutionParameters && { ExecutionParameters: [...ExecutionParameters] };
    expect((await run(sql, input)).rows, sql).toEqual(expected);
  }
});

test.each([
  ["EXECUTE nope", "PreparedStatement nope was not found in workGroup primary"],
  ["DEALLOCATE PREPARE nope", "PreparedStatement nope was not found in workGroup primary"],
  ["EXECUTE three USING 1", /^INVALID_PARAMETER_USAGE: .*: expected 2 but found 1$/],
  ["EXECUTE three", /^INVALID_PARAMETER_USAGE: .*: expected 2 but found 0$/],
  ["EXECUTE three USING 1, b", /^EXPRESSION_NOT_CONSTANT: /],
  ["EXECUTE none USING 1", /^INVALID_PARAMETER_USAGE: .*: expected 0 but found 1$/],
])("%s fails", async (sql, reason) => {
  const { preparedStatements } = world.service.context;
  const fields = { workGroup: WorkGroup, description: "", modifiedAt: 1 };
  preparedStatements.insert({ ...fields, name: "three", queryStatement: "SELECT ?, ?" });
  preparedStatements.insert({ ...fields, name: "none", queryStatement: "SELECT '?'" });
  const outcome = await run(sql);
  if (typeof reason === "string") expect(outcome.reason).toBe(reason);
  else expect(outcome.reason).toMatch(reason);
  if (sql === "EXECUTE nope") expect(outcome.type).toBe("UTILITY EXECUTE");
});

test("PREPARE of a name that is taken replaces the statement, in any case", async () => {
  await create("again", "SELECT 1 AS a");
  expect(await run("PREPARE AGAIN FROM SELECT 2 AS a")).toMatchObject({ type: "UTILITY PREPARE" });
  expect((await run("EXECUTE again")).rows).toEqual([["a"], ["2"]]);
  expect(await get("again")).toMatchObject({ QueryStatement: "SELECT 2 AS a" });
});

test("a workgroup sees its own statements only", async () => {
  await create("mine", "SELECT 1");
  expect((await run("EXECUTE mine", { WorkGroup: "full" })).reason).toBe(
    "PreparedStatement mine was not found in workGroup full",
  );
});

test.each([
  ["PREPARE p FROM\n  SELEC 1", "line 2:3: mismatched input 'SELEC'"],
  ["PREPARE p FROM EXECUTE q", "line 1:16: Invalid statement type for prepared statement: EXECUTE"],
  ["PREPARE p", "line 1:10: mismatched input '<EOF>'. Expecting: 'FROM'"],
  ["EXECUTE", "line 1:8: mismatched input '<EOF>'. Expecting: <identifier>"],
  ["EXECUTE a b", "line 1:11: mismatched input 'b'. Expecting: <EOF>"],
  ["DEALLOCATE p", "line 1:12: mismatched input 'p'. Expecting: 'PREPARE'"],
])("%s is no statement", async (sql, message) => {
  const refused = await refusal(world.start(sql));
  expect(refused.AthenaErrorCode).toBe("MALFORMED_QUERY");
  expect(refused.message).toContain(message);
});

test("a prepared DESCRIBE of a view or of nothing is known before it runs", async () => {
  await world.finished(await world.start("CREATE VIEW seen AS SELECT 1 AS a"));
  await create("desc_view", "DESCRIBE seen");
  await create("desc_none", "DESCRIBE nothing");
  expect((await run("EXECUTE desc_view")).type).toBe("UTILITY DESC_VIEW");
  expect((await refusal(world.start("EXECUTE desc_none"))).message).toMatch(/^Entity Not Found/);
});
