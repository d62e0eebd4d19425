import {
  CreateNotebookCommand,
  GetResourceDashboardCommand,
  GetSessionCommand,
  GetSessionEndpointCommand,
  ListExecutorsCommand,
  ListTagsForResourceCommand,
  type StartSessionCommandInput,
  TagResourceCommand,
  TerminateSessionCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal } from "../test-service.fixture";
import {
  PYSPARK_3,
  SPARK_3_5,
  type SparkService,
  startSparkService,
} from "./spark-service.fixture";

const MINUTE_MS = 60_000;
let now = Date.UTC(2026, 0, 1);
let world: SparkService;
let pyspark: string;
let connect: string;
beforeAll(async () => {
  world = await startSparkService({ now: () => now, sparkLimits: { sessionsMax: 4 } });
  // Longer than the clock is moved.
  const SessionIdleTimeoutInMinutes = 480;
  pyspark = await world.idleSession({ SessionIdleTimeoutInMinutes });
  connect = await world.idleSession({ WorkGroup: SPARK_3_5, SessionIdleTimeoutInMinutes });
});
afterAll(() => world.close());

const arnOf = (workGroup: string, session: string) =>
  `arn:aws:athena:eu-central-1:123456789012:workgroup/${workGroup}/session/${session}`;
const tagsOf = async (ResourceARN: string) =>
  (await world.client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
const endpoint = (SessionId: string) =>
  world.client.send(new GetSessionEndpointCommand({ SessionId }));
const dashboard = (ResourceARN: string) =>
  world.client.send(new GetResourceDashboardCommand({ ResourceARN }));
const end = async (SessionId: string) => {
  await world.client.send(new TerminateSessionCommand({ SessionId }));
  await world.session(SessionId, "TERMINATED");
  await world.service.context.spark.settled(SessionId);
};

test("a session of Spark 3.5 has an endpoint, which says that no Spark Connect server is there", async () => {
  const answer = await endpoint(connect);
  expect(answer.AuthTokenExpirationTime).toEqual(new Date(now + 30 * MINUTE_MS));
  const { EndpointUrl = "", AuthToken = "" } = answer;
  expect((await endpoint(connect)).AuthToken).not.toBe(AuthToken);
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(EndpointUrl, { headers });
    return { status: response.status, body: await response.json() };
  };
  for (const [name, value] of [
    ["x-aws-proxy-auth", AuthToken],
    ["Authorization", `Bearer ${AuthToken}`],
  ] as const)
    expect(await ask({ [name]: value })).toMatchObject({
      status: 501,
      body: { message: expect.stringContaining("runs no Spark Connect server") },
    });
  expect(await ask({})).toMatchObject({ status: 403 });
  expect(await ask({ "x-aws-proxy-auth": `${AuthToken}x` })).toMatchObject({ status: 403 });
  now += 31 * MINUTE_MS;
  expect(await ask({ "x-aws-proxy-auth": AuthToken })).toMatchObject({ status: 403 });
  now -= 31 * MINUTE_MS;
  expect((await refusal(endpoint(pyspark))).message).toBe(
    "GetSessionEndpoint does not apply to sessions of PySpark engine version 3.",
  );
});

test("a session of Spark 3.5 has a page, for an hour", async () => {
  const { Url = "" } = await dashboard(arnOf(SPARK_3_5, connect));
  const open = async (address: string) => {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const page = await open(Url);
  expect(page.status).toBe(200);
  for (const fact of [connect, "IDLE", "COORDINATOR", "WORKER", "MaxConcurrentDpus"])
    expect(page.text).toContain(fact);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect((await open(Url.replace(/authToken=.*/, "authToken=x"))).status).toBe(403);
  const { AuthToken = "" } = await endpoint(connect);
  expect((await open(Url.replace(/authToken=.*/, `authToken=${AuthToken}`))).status).toBe(403);
  now += 61 * MINUTE_MS;
  expect((await open(Url)).status).toBe(403);
  now -= 61 * MINUTE_MS;
});

test("a dashboard needs a session of Spark 3.5 with managed logging", async () => {
  const messageOf = async (arn: string) => (await refusal(dashboard(arn))).message;
  expect(await messageOf(arnOf(PYSPARK_3, pyspark))).toBe(
    "GetResourceDashboard does not apply to sessions of PySpark engine version 3.",
  );
  expect(await messageOf("arn:aws:athena:eu-central-1:123456789012:workgroup/primary")).toContain(
    "The resource ARN is not of a session",
  );
  expect(await messageOf(connect)).toBe(`The resource ARN is not valid: ${connect}`);
  const unknown = await refusal(dashboard(arnOf(PYSPARK_3, connect)));
  expect(unknown).toMatchObject({ name: "ResourceNotFoundException" });
  const silent = await world.idleSession({
    WorkGroup: SPARK_3_5,
    MonitoringConfiguration: { ManagedLoggingConfiguration: { Enabled: false } },
  });
  expect(await messageOf(arnOf(SPARK_3_5, silent))).toContain(
    "ManagedLoggingConfiguration is not enabled",
  );
  await end(silent);
  expect((await refusal(endpoint(silent))).message).toMatch(
    /^Session is in the TERMINATED state\./,
  );
});

test("sessions have tags: the workgroup's on Spark 3.5, and their own", async () => {
  const workGroup = "arn:aws:athena:eu-central-1:123456789012:workgroup/spark-connect";
  const Tags = [
    { Key: "team", Value: "data" },
    { Key: "cost", Value: "1" },
  ];
  await world.client.send(new TagResourceCommand({ ResourceARN: workGroup, Tags }));
  const start = async (input: Partial<StartSessionCommandInput>) => {
    const id = await world.idleSession({ WorkGroup: SPARK_3_5, ...input });
    const arn = arnOf(SPARK_3_5, id);
    return { id, arn, tags: await tagsOf(arn) };
  };
  const copied = await start({ Tags: [{ Key: "team", Value: "mine" }] });
  expect(copied.tags).toEqual([
    { Key: "cost", Value: "1" },
    { Key: "team", Value: "mine" },
  ]);
  await world.client.send(
    new TagResourceCommand({ ResourceARN: copied.arn, Tags: [{ Key: "run", Value: "7" }] }),
  );
  await world.client.send(new UntagResourceCommand({ ResourceARN: copied.arn, TagKeys: ["cost"] }));
  await end(copied.id);
  expect(await tagsOf(copied.arn)).toEqual([
    { Key: "run", Value: "7" },
    { Key: "team", Value: "mine" },
  ]);
  expect(await tagsOf(workGroup)).toHaveLength(2);
  const alone = await start({ CopyWorkGroupTags: false });
  expect(alone.tags).toEqual([]);
  await end(alone.id);
  expect(await refusal(tagsOf(arnOf("primary", alone.id)))).toMatchObject({
    name: "ResourceNotFoundException",
  });
});

test("a notebook has one session at a time, with a gateway", async () => {
  const { NotebookId = "" } = await world.client.send(
    new CreateNotebookCommand({ WorkGroup: PYSPARK_3, Name: "notes" }),
  );
  const input = {
    EngineConfiguration: { AdditionalConfigs: { NotebookId } },
    NotebookVersion: "Athena notebook version 1",
  };
  const id = await world.idleSession(input);
  const session = await world.client.send(new GetSessionCommand({ SessionId: id }));
  expect(session).toMatchObject({
    NotebookVersion: "Athena notebook version 1",
    EngineConfiguration: { AdditionalConfigs: { NotebookId } },
  });
  const { ExecutorsSummary } = await world.client.send(new ListExecutorsCommand({ SessionId: id }));
  expect(ExecutorsSummary?.map((one) => [one.ExecutorType, one.ExecutorSize])).toEqual([
    ["GATEWAY", 0],
    ["COORDINATOR", 1],
  ]);
  expect(await refusal(world.startSession(input))).toMatchObject({
    name: "SessionAlreadyExistsException",
  });
  await end(id);
  await end(await world.idleSession(input));
});

test("a machine has room for so many sessions", async () => {
  const more = await Promise.all([1, 2].map(() => world.startSession({ WorkGroup: SPARK_3_5 })));
  const refused = await refusal(world.startSession());
  expect(refused.name).toBe("TooManyRequestsException");
  expect(refused.message).toContain("that one machine runs at a time, which is 4");
  for (const id of more) await end(id);
  await end(await world.startSession());
});

test("an account has so many DPUs, when they are limited", async () => {
  const own = await startSparkService({ sparkLimits: { concurrentDpusMax: 2 } });
  const first = await own.idleSession({ WorkGroup: SPARK_3_5 });
  const refused = await refusal(own.startSession());
  expect(refused.name).toBe("TooManyRequestsException");
  expect(refused.message).toContain("DPUs that Apache Spark uses at a time in this account");
  await own.client.send(new TerminateSessionCommand({ SessionId: first }));
  await own.session(first, "TERMINATED");
  await own.service.context.spark.settled(first);
  await own.startSession();
  await own.close();
});
