import {
  CreateWorkGroupCommand,
  GetQueryResultsCommand,
  type StartQueryExecutionCommandInput,
  type WorkGroupConfiguration,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepManagedResults } from "../../executions/managed-results";
import { MANAGED_BUCKET } from "../../executions/result-target";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

const BUCKET = "athenaeum-results";
const KMS_KEY = "arn:aws:kms:eu-central-1:123456789012:key/1";
const DAY_MS = 24 * 3_600_000;
let world: TestService;
let skippedMs = 0;

beforeAll(async () => {
  world = await startTestService({ now: () => Date.now() + skippedMs });
  const groups: Record<string, WorkGroupConfiguration> = {
    enforcing: {
      EnforceWorkGroupConfiguration: true,
      ResultConfiguration: {
        OutputLocation: `s3://${BUCKET}/enforced`,
        EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: KMS_KEY },
        ExpectedBucketOwner: "123456789012",
        AclConfiguration: { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" },
      },
    },
    homeless: { EnforceWorkGroupConfiguration: true },
    strict: {
      EnforceWorkGroupConfiguration: false,
      EnableMinimumEncryptionConfiguration: true,
      ResultConfiguration: {
        OutputLocation: `s3://${BUCKET}/strict/`,
        EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: KMS_KEY },
      },
    },
    managed: { ManagedQueryResultsConfiguration: { Enabled: true } },
    sparkling: {
      EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" },
      ExecutionRole: "arn:aws:iam::123456789012:role/spark",
    },
  };
  for (const [Name, Configuration] of Object.entries(groups))
    await world.client.send(new CreateWorkGroupCommand({ Name, Configuration }));
});
afterAll(() => world.close());

type StartInput = Partial<StartQueryExecutionCommandInput>;
const run = async (sql: string, input: StartInput) => world.finished(await world.start(sql, input));
const results = (QueryExecutionId = "") =>
  world.client.send(new GetQueryResultsCommand({ QueryExecutionId }));

test("an enforcing workgroup replaces all that the client says", async () => {
  const { QueryExecutionId: id, ResultConfiguration } = await run("SELECT 1", {
    WorkGroup: "enforcing",
    ResultConfiguration: {
      OutputLocation: "s3://elsewhere/x",
      EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
      ExpectedBucketOwner: "999999999999",
    },
  });
  expect(ResultConfiguration).toEqual({
    OutputLocation: `s3://${BUCKET}/enforced/${id}.csv`,
    EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: KMS_KEY },
    ExpectedBucketOwner: "123456789012",
    AclConfiguration: { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" },
  });
});

test("elsewhere each member the client gives stands over the workgroup's", async () => {
  const { QueryExecutionId: id, ResultConfiguration } = await run("SELECT 1", {
    ResultConfiguration: {
      EncryptionConfiguration: { EncryptionOption: "CSE_KMS", KmsKey: KMS_KEY },
    },
  });
  expect(ResultConfiguration).toEqual({
    OutputLocation: `s3://${BUCKET}/primary/${id}.csv`,
    EncryptionConfiguration: { EncryptionOption: "CSE_KMS", KmsKey: KMS_KEY },
  });
});

const stronger: StartInput = {
  WorkGroup: "strict",
  ResultConfiguration: {
    EncryptionConfiguration: { EncryptionOption: "CSE_KMS", KmsKey: KMS_KEY },
  },
};

test("minimum encryption takes what is as strong or stronger", async () => {
  for (const input of [stronger, { WorkGroup: "strict" }])
    expect((await run("SELECT 1", input)).WorkGroup).toBe("strict");
});

test("a KMS key is kept and shown, but no result is written without the encryption it asks for", async () => {
  const { QueryExecutionId: id, Status } = await run("SELECT 1", stronger);
  expect(Status).toMatchObject({
    State: "FAILED",
    StateChangeReason: `Query results cannot be encrypted with the KMS key ${KMS_KEY}: AWS KMS is not available in local-athena. Choose SSE_S3 or no encryption for the results.`,
    AthenaError: { ErrorCategory: 2, ErrorType: 401, Retryable: false },
  });
  const { store } = world.service.context;
  expect(await store.head(BUCKET, `strict/${id}.csv`)).toBeUndefined();
});

test.each<[string, StartInput, RegExp]>([
  [
    "encryption below the minimum",
    {
      WorkGroup: "strict",
      ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: "SSE_S3" } },
    },
    /weaker than the minimum of workgroup strict, which is SSE_KMS/,
  ],
  [
    "KMS without a key",
    { ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: "SSE_KMS" } } },
    /KmsKey is required/,
  ],
  ["a workgroup that enforces no location", { WorkGroup: "homeless" }, /^No output location/],
  [
    "a client's location where none is enforced",
    {
      WorkGroup: "homeless",
      ResultConfiguration: { OutputLocation: `s3://${BUCKET}/x/` },
    },
    /^No output location/,
  ],
  ["a Spark workgroup", { WorkGroup: "sparkling" }, /Apache Spark workgroup/],
  ...["s3://", "s3:///x", "http://b/x", "s3://UPPER/x", "b/x"].map(
    (OutputLocation): [string, StartInput, RegExp] => [
      `the location ${OutputLocation}`,
      { ResultConfiguration: { OutputLocation } },
      /^outputLocation is not a valid S3 path\.$/,
    ],
  ),
])("%s is refused and creates nothing", async (_case, input, message) => {
  const count = world.service.context.executions.count();
  const refused = await refusal(world.start("SELECT 1", input));
  expect(refused).toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
  });
  expect(refused.message).toMatch(message);
  expect(world.service.context.executions.count()).toBe(count);
});

test("a bucket of another owner fails the query and gets nothing", async () => {
  const { QueryExecutionId: id, Status } = await run("SELECT 1", {
    ResultConfiguration: { ExpectedBucketOwner: "999999999999" },
  });
  expect(Status?.AthenaError).toMatchObject({ ErrorCategory: 2, ErrorType: 1501 });
  expect(Status?.StateChangeReason).toMatch(/^Access denied when writing output to url: s3:/);
  const { objects } = await world.service.context.store.list(BUCKET, { prefix: `primary/${id}` });
  expect(objects).toEqual([]);
});

test("managed results are read through the API only, for a day", async () => {
  const { store } = world.service.context;
  const before = (await store.listBuckets()).map(({ name }) => name);
  const execution = await run("SELECT 7 AS seven", { WorkGroup: "managed" });
  expect(execution.ManagedQueryResultsConfiguration).toEqual({ Enabled: true });
  expect(execution.ResultConfiguration?.OutputLocation).toBeUndefined();
  const page = await results(execution.QueryExecutionId);
  expect(page.ResultSet?.Rows?.map((row) => row.Data?.[0]?.VarCharValue)).toEqual(["seven", "7"]);
  expect((await store.listBuckets()).map(({ name }) => name)).toEqual(before);
  for (const bucket of before)
    expect(
      (await store.list(bucket, {})).objects.filter(({ key }) =>
        key.includes(execution.QueryExecutionId ?? "?"),
      ),
    ).toEqual([]);

  skippedMs = DAY_MS + 1_000;
  const late = await refusal(results(execution.QueryExecutionId));
  skippedMs = 0;
  expect(late).toMatchObject({ AthenaErrorCode: "RESULT_NOT_FOUND" });
});

test("SHOW and failed Hive statements work with managed results", async () => {
  const shown = await run("SHOW DATABASES", { WorkGroup: "managed" });
  expect((await results(shown.QueryExecutionId)).ResultSet?.Rows?.length).toBeGreaterThan(0);
  const failed = await run("DROP TABLE nowhere.nothing", { WorkGroup: "managed" });
  expect((await results(failed.QueryExecutionId)).ResultSet?.Rows).toEqual([]);
});

test("with managed results a table is made only where the statement names a place", async () => {
  const without = await run("CREATE TABLE nowhere_table AS SELECT 1 AS a", {
    WorkGroup: "managed",
  });
  expect(without.Status?.State).toBe("FAILED");
  expect(without.Status?.StateChangeReason).toBe(
    "INVALID_TABLE_PROPERTY: The property 'external_location' is required without a result location. Athena will not delete data in your account.",
  );
  const inserted = await run("INSERT INTO nowhere VALUES 1", { WorkGroup: "managed" });
  expect(inserted.Status?.StateChangeReason).not.toContain("manifest");
  const placed = await run(
    `CREATE TABLE placed WITH (external_location = 's3://${BUCKET}/placed/') AS SELECT 1 AS a`,
    { WorkGroup: "managed" },
  );
  expect(placed.Status?.StateChangeReason).toBeUndefined();
  expect((await results(placed.QueryExecutionId)).UpdateCount).toBe(1);
});

test("managed results of a day ago are swept away, younger ones stay", async () => {
  const { managedResults } = world.service.context;
  const names = async () =>
    (await managedResults.list(MANAGED_BUCKET, {})).objects.map(({ key }) => key);
  const before = await names();
  expect(before.length).toBeGreaterThan(0);
  const sweepAt = async (now: number) => {
    const stopped = new AbortController();
    const sweep = sweepManagedResults(managedResults, () => now, stopped.signal);
    await expect.poll(names, { interval: 5 }).toEqual(now > Date.now() ? [] : before);
    stopped.abort();
    await expect(sweep).rejects.toThrow("abort");
  };
  await sweepAt(Date.now());
  await sweepAt(Date.now() + DAY_MS);
});
