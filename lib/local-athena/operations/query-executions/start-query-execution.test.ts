import { randomUUID } from "node:crypto";
import {
  CreateWorkGroupCommand,
  DeleteWorkGroupCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
  const { workGroups } = world.service.context;
  const primary = workGroups.get("primary");
  if (!primary) throw new Error("primary is missing");
  workGroups.put({ ...primary, name: "off", state: "DISABLED" });
  workGroups.put({ ...primary, name: "bare", configuration: { ResultConfiguration: {} } });
  workGroups.put({
    ...primary,
    name: "tiny",
    configuration: { ...primary.configuration, BytesScannedCutoffPerQuery: 10_000_000 },
  });
});
afterAll(() => world.close());

const locationOf = async (id: string) =>
  (await world.execution(id)).ResultConfiguration?.OutputLocation;

test("a succeeded query shows exactly what Athena shows", async () => {
  const id = await world.start("SELECT 1 AS one", {
    QueryExecutionContext: { Catalog: "AwsDataCatalog", Database: "Sample" },
    ExecutionParameters: ["1"],
  });
  const execution = await world.finished(id);
  expect(execution).toMatchObject({
    QueryExecutionId: id,
    Query: "SELECT 1 AS one",
    StatementType: "DML",
    SubstatementType: "SELECT",
    WorkGroup: "primary",
    QueryExecutionContext: { Catalog: "awsdatacatalog", Database: "Sample" },
    ResultConfiguration: { OutputLocation: `s3://athenaeum-results/primary/${id}.csv` },
    ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: false } },
    EngineVersion: {
      SelectedEngineVersion: "AUTO",
      EffectiveEngineVersion: "Athena engine version 3",
    },
    Status: { State: "SUCCEEDED" },
  });
  expect(execution.Status).not.toHaveProperty("AthenaError");
  expect(execution).not.toHaveProperty("ExecutionParameters");
  expect(execution.Status?.SubmissionDateTime).toBeInstanceOf(Date);
  const times = execution.Statistics;
  expect(times?.TotalExecutionTimeInMillis).toBe(
    (times?.QueryQueueTimeInMillis ?? 0) +
      (times?.ServicePreProcessingTimeInMillis ?? 0) +
      (times?.EngineExecutionTimeInMillis ?? 0) +
      (times?.ServiceProcessingTimeInMillis ?? 0),
  );
  expect(times?.QueryPlanningTimeInMillis).toBeLessThanOrEqual(
    times?.EngineExecutionTimeInMillis ?? 0,
  );
});

test("the result object is an S3 object of the reported name", async () => {
  const id = await world.start(`SELECT 'say "hi"' AS a, '' AS b, CAST(NULL AS varchar) AS c`, {
    ResultConfiguration: { OutputLocation: "s3://athenaeum-results/mine" },
  });
  await world.finished(id);
  expect(await locationOf(id)).toBe(`s3://athenaeum-results/mine/${id}.csv`);
  const object = await world.service.context.store.get("athenaeum-results", `mine/${id}.csv`);
  const chunks: Buffer[] = [];
  for await (const chunk of object?.body ?? []) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe('"a","b","c"\n"say ""hi""","",\n');
});

test("an enforcing workgroup wins over the client's location", async () => {
  const id = await world.start("SELECT 1", {
    WorkGroup: "analytics",
    ResultConfiguration: { OutputLocation: "s3://elsewhere/x/" },
  });
  expect(await locationOf(id)).toBe(`s3://athenaeum-results/analytics/${id}.csv`);
  expect((await world.execution(id)).ResultConfiguration?.EncryptionConfiguration).toEqual({
    EncryptionOption: "SSE_S3",
  });
});

test("a result bucket that does not exist fails the query, not the call", async () => {
  const id = await world.start("SELECT 1", {
    ResultConfiguration: { OutputLocation: "s3://no-such-bucket/x/" },
  });
  const { Status } = await world.finished(id);
  expect(Status?.State).toBe("FAILED");
  expect(Status?.StateChangeReason).toContain("no-such-bucket");
  expect(Status?.AthenaError).toMatchObject({ ErrorCategory: 2, ErrorType: 1306 });
});

test("a failing query carries the engine's reason", async () => {
  const id = await world.start("SELECT * FROM nowhere.nothing");
  const { Status } = await world.finished(id);
  expect(Status?.State).toBe("FAILED");
  expect(Status?.AthenaError).toMatchObject({ ErrorCategory: 2, Retryable: false });
  expect(Status?.AthenaError?.ErrorMessage).toBe(Status?.StateChangeReason);
});

const before = async () => world.service.context.executions.count();

test.each([
  ["unknown workgroup", { WorkGroup: "nowhere" }, "INVALID_INPUT", "WorkGroup is not found."],
  ["disabled workgroup", { WorkGroup: "off" }, "INVALID_INPUT", "WorkGroup off is disabled."],
  [
    "no location at all",
    { WorkGroup: "bare" },
    "INVALID_INPUT",
    "No output location provided. You did not provide an output location for  your query results. Either specify an S3 bucket location or enable Athena managed query results in your workgroup settings.",
  ],
  [
    "a location that is no S3 path",
    { ResultConfiguration: { OutputLocation: "/tmp/x" } },
    "INVALID_INPUT",
    "outputLocation is not a valid S3 path.",
  ],
  [
    "a token of 128 characters but more bytes",
    { ClientRequestToken: "ü".repeat(100) },
    "INVALID_INPUT",
    "clientRequestToken exceeds maximum allowed length 128",
  ],
])("%s is refused and creates nothing", async (_case, input, code, message) => {
  const count = await before();
  const error = await refusal(world.start("SELECT 1", input));
  expect(error).toMatchObject({ name: "InvalidRequestException", AthenaErrorCode: code, message });
  expect(await before()).toBe(count);
});

test("a syntax error is refused at once", async () => {
  const error = await refusal(world.start("SELEC 1"));
  expect(error.AthenaErrorCode).toBe("MALFORMED_QUERY");
  expect(error.message).toMatch(/^line 1:1: mismatched input 'SELEC'\. Expecting: /);
});

test("the token is required on the wire", async () => {
  const answer = await fetch(`${world.service.url}/`, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AmazonAthena.StartQueryExecution",
    },
    body: '{"QueryString":"SELECT 1"}',
  });
  expect(await answer.json()).toMatchObject({ Message: "clientRequestToken is null or empty" });
});

test("a repeated token answers with the first execution, in any state", async () => {
  const ClientRequestToken = randomUUID();
  const first = await world.start("SELECT 42", { ClientRequestToken });
  expect(await world.start("SELECT 42", { ClientRequestToken })).toBe(first);
  await world.finished(first);
  expect(
    await world.start("SELECT 42", {
      ClientRequestToken,
      ExecutionParameters: ["1"],
      WorkGroup: "etl",
    }),
  ).toBe(first);

  for (const changed of [
    { QueryString: "SELECT 43" },
    { QueryExecutionContext: { Database: "x" } },
    { QueryExecutionContext: { Catalog: "AwsDataCatalog" } },
    { ResultConfiguration: { OutputLocation: "s3://athenaeum-results/other/" } },
  ]) {
    const call = world.client.send(
      new StartQueryExecutionCommand({ QueryString: "SELECT 42", ClientRequestToken, ...changed }),
    );
    expect(await refusal(call)).toMatchObject({
      AthenaErrorCode: "IDEMPOTENT_PARAMETER_MISMATCH",
      message: "Idempotent parameters do not match",
    });
  }
});

test("the token of an execution that went with its workgroup is as good as new", async () => {
  const Configuration = { EnforceWorkGroupConfiguration: false };
  const ResultConfiguration = { OutputLocation: "s3://athenaeum-results/passing/" };
  const input = { ClientRequestToken: randomUUID(), WorkGroup: "passing", ResultConfiguration };
  const again = () => world.start("SELECT 44", input);
  await world.client.send(new CreateWorkGroupCommand({ Name: "passing", Configuration }));
  const first = await again();
  await world.finished(first);
  await world.client.send(
    new DeleteWorkGroupCommand({ WorkGroup: "passing", RecursiveDeleteOption: true }),
  );
  await world.client.send(new CreateWorkGroupCommand({ Name: "passing", Configuration }));
  const second = await again();
  expect(second).not.toBe(first);
  expect(await world.finished(second)).toMatchObject({ Status: { State: "SUCCEEDED" } });
  expect(await again()).toBe(second);
});

test("a refused request does not use up its token", async () => {
  const ClientRequestToken = randomUUID();
  await refusal(world.start("SELEC 1", { ClientRequestToken }));
  expect(await world.start("SELECT 1", { ClientRequestToken })).toMatch(/^[0-9a-f-]{36}$/);
});

test("what Athena looks up before it creates an execution", async () => {
  const refused = async (sql: string) => {
    const { AthenaErrorCode, message } = await refusal(world.start(sql));
    return `${AthenaErrorCode} ${message}`;
  };
  const before = world.service.context.executions.count();
  for (const sql of ["DESCRIBE nowhere", "SHOW COLUMNS IN nowhere"])
    expect(await refused(sql)).toMatch(
      /^INVALID_INPUT Entity Not Found \(Service: AmazonDataCatalog; .*EntityNotFoundException/,
    );
  expect(await refused("CREATE EXTERNAL TABLE t (a int)")).toBe(
    "MALFORMED_QUERY No location was specified for table. An S3 location must be specified",
  );
  expect(await refused("CREATE TABLE t (a int) LOCATION 's3://athenaeum-results/t/'")).toBe(
    "MALFORMED_QUERY External keyword required for table type HIVE",
  );
  expect(world.service.context.executions.count()).toBe(before);
});

test("DESCRIBE of a view is DESC_VIEW", async () => {
  await world.finished(await world.start("CREATE VIEW one AS SELECT 1 AS a"));
  const { SubstatementType, Status } = await world.finished(await world.start("DESCRIBE one"));
  expect([Status?.State, SubstatementType]).toEqual(["SUCCEEDED", "DESC_VIEW"]);
});

test("a statement nested too deeply to be read is the client's fault, once", async () => {
  for (const sql of [
    `SELECT ${"(".repeat(20_000)}`,
    `SELECT ${"(".repeat(1_600)}1${")".repeat(1_600)}`,
    `SELECT ${"CASE WHEN true THEN ".repeat(400)}1${" END".repeat(400)}`,
  ]) {
    const refused = await refusal(world.start(sql));
    expect(refused).toMatchObject({
      name: "InvalidRequestException",
      AthenaErrorCode: "MALFORMED_QUERY",
      message: "line 1:1: statement is too large (stack overflow while parsing)",
    });
  }
  const flat = `SELECT '${"(".repeat(500)}' AS a, ${"(".repeat(30)}1${")".repeat(30)} AS b -- ${"(".repeat(500)}`;
  expect((await world.finished(await world.start(flat))).Status?.State).toBe("SUCCEEDED");
});
