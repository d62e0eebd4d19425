import { randomUUID } from "node:crypto";
import {
  DeleteWorkGroupCommand,
  GetSessionCommand,
  ListSessionsCommand,
  type ListSessionsCommandInput,
  StartSessionCommand,
  TerminateSessionCommand,
  UpdateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal } from "../test-service.fixture";
import {
  PYSPARK_3,
  SPARK_3_5,
  type SparkService,
  startSparkService,
} from "./spark-service.fixture";

let world: SparkService;
beforeAll(async () => {
  world = await startSparkService({ control: true });
});
afterAll(() => world.close());

const get = (SessionId: string) => world.client.send(new GetSessionCommand({ SessionId }));
const list = (input: Partial<ListSessionsCommandInput> = {}) =>
  world.client.send(new ListSessionsCommand({ WorkGroup: PYSPARK_3, ...input }));
const terminate = async (SessionId: string) =>
  (await world.client.send(new TerminateSessionCommand({ SessionId }))).State;
const end = async (id: string) => {
  await terminate(id);
  await world.session(id, "TERMINATED");
};
const role = "arn:aws:iam::123456789012:role/spark";

test("a session goes through its states one by one, with the time of each", async () => {
  const { control } = world.service;
  control?.pace.setMode({ mode: "by-step" }, ["session"]);
  const before = Date.now();
  const started = await world.client.send(
    new StartSessionCommand({
      WorkGroup: PYSPARK_3,
      Description: "step by step",
      EngineConfiguration: { MaxConcurrentDpus: 4, SparkProperties: { "spark.x": "y" } },
      SessionIdleTimeoutInMinutes: 30,
    }),
  );
  const id = started.SessionId ?? "";
  expect(started.State).toBe("CREATING");
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  const creating = await world.status(id);
  expect(creating).toMatchObject({ State: "CREATING", LastModifiedDateTime: expect.any(Date) });
  expect(creating.StartDateTime?.getTime()).toBeGreaterThanOrEqual(before);
  expect(creating).not.toHaveProperty("IdleSinceDateTime");
  control?.pace.step("session", 1);
  expect(await world.session(id, "CREATED")).not.toHaveProperty("IdleSinceDateTime");
  control?.pace.step("session", 1);
  const idle = await world.session(id, "IDLE");
  expect(idle.IdleSinceDateTime).toEqual(idle.LastModifiedDateTime);

  expect(await get(id)).toMatchObject({
    SessionId: id,
    Description: "step by step",
    WorkGroup: PYSPARK_3,
    EngineVersion: "PySpark engine version 3",
    EngineConfiguration: {
      CoordinatorDpuSize: 1,
      DefaultExecutorDpuSize: 1,
      MaxConcurrentDpus: 4,
      SparkProperties: { "spark.x": "y" },
    },
    SessionConfiguration: {
      ExecutionRole: "arn:aws:iam::123456789012:role/AthenaSparkExecution",
      WorkingDirectory: `s3://athenaeum-results/spark-research/${id}`,
      IdleTimeoutSeconds: 1_800,
      SessionIdleTimeoutInMinutes: 30,
    },
    Statistics: { DpuExecutionInMillis: expect.any(Number) },
  });

  expect(await terminate(id)).toBe("TERMINATING");
  expect(await world.status(id)).toMatchObject({ State: "TERMINATING" });
  expect(await terminate(id)).toBe("TERMINATING");
  control?.pace.step("session", 1);
  const ended = await world.session(id, "TERMINATED");
  expect(ended.EndDateTime).toEqual(ended.LastModifiedDateTime);
  expect(ended).not.toHaveProperty("IdleSinceDateTime");
  expect(ended).not.toHaveProperty("StateChangeReason");
  expect(await terminate(id)).toBe("TERMINATED");
  expect(await world.status(id)).toEqual(ended);
  control?.pace.setMode({ mode: "by-clock", factor: 1 });
});

test("a session that is terminated while it is being created ends", async () => {
  const id = await world.startSession();
  expect(await terminate(id)).toBe("TERMINATING");
  await world.session(id, "TERMINATED");
});

const REFUSED: [string, Parameters<SparkService["startSession"]>[0], string][] = [
  ["no such workgroup", { WorkGroup: "nowhere" }, "WorkGroup is not found."],
  ["an SQL workgroup", { WorkGroup: "primary" }, "WorkGroup primary runs SQL queries and no"],
  [
    "classifications on PySpark 3",
    { EngineConfiguration: { Classifications: [] } },
    "EngineConfiguration.Classifications does not apply to the engine of the workgroup.",
  ],
  [
    "logging on PySpark 3",
    { MonitoringConfiguration: { ManagedLoggingConfiguration: { Enabled: true } } },
    "MonitoringConfiguration applies to Apache Spark version 3.5 workgroups only.",
  ],
  [
    "sizes on Spark 3.5",
    { WorkGroup: SPARK_3_5, EngineConfiguration: { CoordinatorDpuSize: 1 } },
    "EngineConfiguration.CoordinatorDpuSize does not apply to the engine of the workgroup.",
  ],
  [
    "properties on Spark 3.5",
    { WorkGroup: SPARK_3_5, EngineConfiguration: { SparkProperties: {} } },
    "EngineConfiguration.SparkProperties does not apply to the engine of the workgroup.",
  ],
  [
    "another classification",
    { WorkGroup: SPARK_3_5, EngineConfiguration: { Classifications: [{ Name: "hive-site" }] } },
    "Classification hive-site is not supported. Supported: spark-defaults.",
  ],
  [
    "S3 logging without a place",
    {
      WorkGroup: SPARK_3_5,
      MonitoringConfiguration: { S3LoggingConfiguration: { Enabled: true } },
    },
    "LogLocation is required when S3 logging is enabled.",
  ],
  [
    "a notebook's version alone",
    { NotebookVersion: "Athena notebook version 1" },
    "NotebookId is required when NotebookVersion is provided.",
  ],
  [
    "a notebook without its version",
    { EngineConfiguration: { AdditionalConfigs: { NotebookId: randomUUID() } } },
    "NotebookVersion is required when NotebookId is provided.",
  ],
  [
    "an unknown version of notebooks",
    {
      EngineConfiguration: { AdditionalConfigs: { NotebookId: randomUUID() } },
      NotebookVersion: "Jupyter 7",
    },
    "NotebookVersion Jupyter 7 is not supported.",
  ],
  [
    "an unknown notebook",
    {
      EngineConfiguration: { AdditionalConfigs: { NotebookId: "nothing" } },
      NotebookVersion: "Athena notebook version 1",
    },
    "Notebook nothing was not found in workgroup spark-research.",
  ],
  [
    "a notebook on Spark 3.5",
    {
      WorkGroup: SPARK_3_5,
      EngineConfiguration: { AdditionalConfigs: { NotebookId: "nothing" } },
      NotebookVersion: "Athena notebook version 1",
    },
    "Athena notebooks apply to PySpark engine version 3 workgroups only.",
  ],
  ["a tag of AWS", { Tags: [{ Key: "aws:x", Value: "y" }] }, "Tag keys beginning with aws:"],
  [
    "no idle time",
    { SessionIdleTimeoutInMinutes: 0 },
    "1 validation error detected: Value at 'sessionIdleTimeoutInMinutes' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
];

test.each(REFUSED)("refused: %s", async (_what, input, message) => {
  const refused = await refusal(world.startSession(input));
  expect(refused).toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
  });
  expect(refused.message).toContain(message);
});

test("a workgroup has to be enabled and to name a role and a place for results", async () => {
  const EngineVersion = { SelectedEngineVersion: "PySpark engine version 3" };
  await world.createWorkGroup("no-role", { EngineVersion });
  await world.createWorkGroup("no-place", { EngineVersion, ExecutionRole: role });
  await world.createWorkGroup("disabled", { EngineVersion, ExecutionRole: role });
  await world.client.send(new UpdateWorkGroupCommand({ WorkGroup: "disabled", State: "DISABLED" }));
  const messageOf = async (WorkGroup: string) =>
    (await refusal(world.startSession({ WorkGroup }))).message;
  expect(await messageOf("no-role")).toContain("ExecutionRole is required");
  expect(await messageOf("no-place")).toContain("No output location provided.");
  expect(await messageOf("disabled")).toBe("WorkGroup disabled is disabled.");
});

test("a session takes from its workgroup what it does not say itself", async () => {
  await world.createWorkGroup("defaults", {
    EngineVersion: { SelectedEngineVersion: "Apache Spark version 3.5" },
    ExecutionRole: role,
    ResultConfiguration: {
      OutputLocation: "s3://athenaeum-results/defaults/",
      EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
    },
    MonitoringConfiguration: { ManagedLoggingConfiguration: { Enabled: false } },
    EngineConfiguration: {
      MaxConcurrentDpus: 8,
      Classifications: [{ Name: "spark-defaults", Properties: { "spark.a": "1", "spark.b": "2" } }],
    },
  });
  const start = async (input: Parameters<SparkService["startSession"]>[0]) =>
    get(await world.idleSession({ WorkGroup: "defaults", ...input }));
  const plain = await start({});
  expect(plain).toMatchObject({
    EngineConfiguration: {
      MaxConcurrentDpus: 8,
      Classifications: [{ Name: "spark-defaults", Properties: { "spark.a": "1", "spark.b": "2" } }],
    },
    MonitoringConfiguration: { ManagedLoggingConfiguration: { Enabled: false } },
    SessionConfiguration: {
      ExecutionRole: role,
      WorkingDirectory: `s3://athenaeum-results/defaults/${plain.SessionId}`,
      EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
      IdleTimeoutSeconds: 1_200,
    },
  });
  const own = await start({
    ExecutionRole: `${role}-own`,
    MonitoringConfiguration: { ManagedLoggingConfiguration: { Enabled: true } },
    EngineConfiguration: {
      Classifications: [{ Name: "spark-defaults", Properties: { "spark.b": "3" } }],
    },
  });
  expect(own).toMatchObject({
    EngineConfiguration: {
      MaxConcurrentDpus: 8,
      Classifications: [{ Properties: { "spark.a": "1", "spark.b": "3" } }],
    },
    MonitoringConfiguration: { ManagedLoggingConfiguration: { Enabled: true } },
    SessionConfiguration: { ExecutionRole: `${role}-own` },
  });
  for (const { SessionId = "" } of [plain, own]) await end(SessionId);
});

test("an unknown session is an invalid request", async () => {
  for (const call of [get("nothing"), world.status("nothing"), terminate("nothing")])
    expect(await refusal(call)).toMatchObject({
      name: "InvalidRequestException",
      message: "Session nothing not found",
    });
});

test("a token makes one session, in whatever state that is", async () => {
  const input = { ClientRequestToken: randomUUID(), Description: "once" };
  const id = await world.startSession(input);
  const repeated = await Promise.all([world.startSession(input), world.startSession(input)]);
  expect(repeated).toEqual([id, id]);
  await world.session(id, "IDLE");
  expect(await world.startSession(input)).toBe(id);
  for (const other of [
    { Description: "twice" },
    { SessionIdleTimeoutInMinutes: 5 },
    { EngineConfiguration: { MaxConcurrentDpus: 3 } },
    { ExecutionRole: role },
  ])
    expect(await refusal(world.startSession({ ...input, ...other }))).toMatchObject({
      name: "InvalidRequestException",
      AthenaErrorCode: "IDEMPOTENT_PARAMETER_MISMATCH",
      message: "Idempotent parameters do not match",
    });
  await end(id);
  expect(await world.startSession(input)).toBe(id);
});

test("lists go from new to old, page to the end and hold on to their filters", async () => {
  const WorkGroup = SPARK_3_5;
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1)
    ids.unshift(await world.startSession({ WorkGroup, Description: `${n}` }));
  for (const id of ids) await world.session(id, "IDLE");
  const first = await list({ WorkGroup, MaxResults: 2 });
  expect(first.Sessions?.map((one) => one.SessionId)).toEqual(ids.slice(0, 2));
  expect(first.Sessions?.[0]).toMatchObject({
    Description: "4",
    EngineVersion: {
      SelectedEngineVersion: "Apache Spark version 3.5",
      EffectiveEngineVersion: "Apache Spark version 3.5",
    },
    Status: { State: "IDLE", IdleSinceDateTime: expect.any(Date) },
  });
  const { NextToken = "" } = first;
  const rest = await list({ WorkGroup, MaxResults: 3, NextToken });
  expect(rest.Sessions?.map((one) => one.SessionId)).toEqual(ids.slice(2));
  expect(rest.NextToken).toBeUndefined();
  for (const foreign of [
    list({ WorkGroup, StateFilter: "IDLE", NextToken }),
    list({ NextToken }),
    list({ WorkGroup, NextToken: "abc" }),
  ])
    expect((await refusal(foreign)).message).toContain("The nextPageToken is malformed");

  const [newest = "", ...others] = ids;
  await end(newest);
  expect((await list({ WorkGroup })).Sessions?.map((one) => one.SessionId)).toEqual(others);
  const terminated = await list({ WorkGroup, StateFilter: "TERMINATED" });
  expect(terminated.Sessions?.map((one) => one.SessionId)).toEqual([newest]);
  expect((await list({ WorkGroup, StateFilter: "BUSY" })).Sessions).toEqual([]);
  expect((await list({ WorkGroup: "primary" })).Sessions).toEqual([]);
  expect((await refusal(list({ MaxResults: 101 }))).message).toContain("less than or equal to 100");
  for (const id of others) await end(id);
});

test("a deleted workgroup takes its sessions along, and a new one of its name has none", async () => {
  const EngineVersion = { SelectedEngineVersion: "Apache Spark version 3.5" };
  const configuration = { EngineVersion, ExecutionRole: role };
  await world.createWorkGroup("short-lived", configuration);
  const WorkGroup = "short-lived";
  const ClientRequestToken = randomUUID();
  const id = await world.startSession({ WorkGroup, ClientRequestToken });
  await world.session(id, "IDLE");
  const remove = (RecursiveDeleteOption: boolean) =>
    world.client.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption }));
  expect((await refusal(remove(false))).message).toBe("WorkGroup short-lived is not empty");
  await remove(true);
  expect((await refusal(get(id))).message).toBe(`Session ${id} not found`);
  await world.service.context.spark.settled(id);
  await world.createWorkGroup("short-lived", configuration);
  expect((await list({ WorkGroup, StateFilter: "TERMINATED" })).Sessions).toEqual([]);
  expect(await world.startSession({ WorkGroup, ClientRequestToken })).not.toBe(id);
});
