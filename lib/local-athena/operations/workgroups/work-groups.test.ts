import {
  CreateWorkGroupCommand,
  type CreateWorkGroupCommandInput,
  GetWorkGroupCommand,
  ListWorkGroupsCommand,
  type WorkGroupSummary,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDataDir, refusal, startTestService, type TestService } from "../test-service.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

const create = (input: CreateWorkGroupCommandInput) =>
  world.client.send(new CreateWorkGroupCommand(input));
const get = async (name: string) => {
  const answer = await world.client.send(new GetWorkGroupCommand({ WorkGroup: name }));
  return answer.WorkGroup;
};
const raw = async (operation: string, body: object) => {
  const response = await fetch(world.service.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AmazonAthena.${operation}`,
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, Record<string, unknown>>;
};

test("a new workgroup has the defaults of the API", async () => {
  const before = Date.now();
  await create({ Name: "plain" });
  const workGroup = await get("plain");
  expect(workGroup).toEqual({
    Name: "plain",
    State: "ENABLED",
    Configuration: {
      ResultConfiguration: {},
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: false,
      RequesterPaysEnabled: false,
      EngineVersion: {
        SelectedEngineVersion: "AUTO",
        EffectiveEngineVersion: "Athena engine version 3",
      },
    },
    CreationTime: workGroup?.CreationTime,
  });
  expect(workGroup?.CreationTime?.getTime()).toBeGreaterThanOrEqual(before);
});

test("raw clients see the members that the SDK does not know", async () => {
  const { WorkGroup } = await raw("GetWorkGroup", { WorkGroup: "primary" });
  expect(WorkGroup).not.toHaveProperty("Description");
  expect(WorkGroup?.Configuration).toMatchObject({
    QuerySchedulingType: "DEFAULT",
    EngineVersion: { Category: "Presto" },
  });
  const { WorkGroups } = await raw("ListWorkGroups", { MaxResults: 1 });
  expect(WorkGroups).toMatchObject([{ EngineVersion: { Category: "Presto" } }]);
});

test("every setting of an SQL workgroup comes back as it was given", async () => {
  const Configuration = {
    ResultConfiguration: {
      OutputLocation: "s3://results/all/",
      EncryptionConfiguration: { EncryptionOption: "CSE_KMS", KmsKey: "alias/results" },
      ExpectedBucketOwner: "123456789012",
      AclConfiguration: { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" },
    },
    EnforceWorkGroupConfiguration: false,
    PublishCloudWatchMetricsEnabled: true,
    BytesScannedCutoffPerQuery: 10_000_000,
    RequesterPaysEnabled: true,
    EngineVersion: {
      SelectedEngineVersion: "Athena engine version 3",
      EffectiveEngineVersion: "ignored on input",
    },
    EnableMinimumEncryptionConfiguration: true,
    EngineConfiguration: {
      Classifications: [
        {
          Name: "athena-query-engine-properties",
          Properties: { "min-dpu-count": "4", "max-dpu-count": "124" },
        },
      ],
    },
  } as const;
  await create({
    Name: "all.settings_1-x",
    Description: "All of them",
    Configuration: {
      ...Configuration,
      EngineConfiguration: {
        Classifications: [...Configuration.EngineConfiguration.Classifications],
      },
    },
  });
  expect(await get("all.settings_1-x")).toMatchObject({
    Description: "All of them",
    Configuration: {
      ...Configuration,
      EngineVersion: {
        SelectedEngineVersion: "Athena engine version 3",
        EffectiveEngineVersion: "Athena engine version 3",
      },
    },
  });
});

test("managed query results take the place of an output location", async () => {
  const managed = {
    Enabled: true,
    EncryptionConfiguration: { KmsKey: "alias/managed" },
  };
  await create({ Name: "managed", Configuration: { ManagedQueryResultsConfiguration: managed } });
  expect((await get("managed"))?.Configuration).toMatchObject({
    ManagedQueryResultsConfiguration: managed,
    ResultConfiguration: {},
  });
});

test("workgroups with IAM Identity Center are registered as an application", async () => {
  await create({
    Name: "identity",
    Configuration: {
      ExecutionRole: "arn:aws:iam::123456789012:role/athena",
      IdentityCenterConfiguration: {
        EnableIdentityCenter: true,
        IdentityCenterInstanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef",
      },
      QueryResultsS3AccessGrantsConfiguration: {
        EnableS3AccessGrants: true,
        CreateUserLevelPrefix: true,
        AuthenticationType: "DIRECTORY_IDENTITY",
      },
    },
  });
  const workGroup = await get("identity");
  expect(workGroup?.IdentityCenterApplicationArn).toMatch(
    /^arn:aws:sso::123456789012:application\/ssoins-1234567890abcdef\/apl-[0-9a-f]{16}$/,
  );
  expect(workGroup?.Configuration?.QueryResultsS3AccessGrantsConfiguration).toEqual({
    EnableS3AccessGrants: true,
    CreateUserLevelPrefix: true,
    AuthenticationType: "DIRECTORY_IDENTITY",
  });
});

test("what this machine cannot do for a query is refused when it is asked for", async () => {
  expect((await refusal(world.start("SELECT 1", { WorkGroup: "identity" }))).message).toContain(
    "runs queries of IAM Identity Center users only",
  );
  const EngineConfiguration = {
    Classifications: [
      { Name: "athena-query-engine-properties", Properties: { "max-dpu-count": "2" } },
    ],
  };
  expect((await refusal(world.start("SELECT 1", { EngineConfiguration }))).message).toBe(
    "Property max-dpu-count must be a number from 4 to 124.",
  );
});

test("workgroups of both Sparks can be created", async () => {
  const ExecutionRole = "arn:aws:iam::123456789012:role/spark";
  await create({
    Name: "pyspark",
    Configuration: {
      EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" },
      ExecutionRole,
      AdditionalConfiguration: '{"a":1}',
      CustomerContentEncryptionConfiguration: { KmsKey: "alias/notebooks" },
      RequesterPaysEnabled: false,
    },
  });
  expect((await get("pyspark"))?.Configuration).toMatchObject({
    EngineVersion: {
      SelectedEngineVersion: "PySpark engine version 3",
      EffectiveEngineVersion: "PySpark engine version 3",
    },
    ExecutionRole,
    AdditionalConfiguration: '{"a":1}',
    CustomerContentEncryptionConfiguration: { KmsKey: "alias/notebooks" },
  });
  const EngineVersion = { SelectedEngineVersion: "Apache Spark version 3.5" };
  await create({ Name: "spark", Configuration: { EngineVersion, ExecutionRole } });
  expect((await get("spark"))?.Configuration?.MonitoringConfiguration).toEqual({
    ManagedLoggingConfiguration: { Enabled: true },
  });
  const monitoring = {
    S3LoggingConfiguration: { Enabled: true, LogLocation: "s3://logs/spark/" },
    CloudWatchLoggingConfiguration: {
      Enabled: true,
      LogGroup: "/aws/athena",
      LogTypes: { SPARK_DRIVER: ["STDOUT", "STDERR"] },
    },
  };
  await create({
    Name: "spark-logs",
    Configuration: {
      EngineVersion,
      MonitoringConfiguration: monitoring,
      EngineConfiguration: {
        MaxConcurrentDpus: 20,
        Classifications: [{ Name: "spark-defaults", Properties: { "spark.executor.cores": "4" } }],
      },
    },
  });
  expect((await get("spark-logs"))?.Configuration?.MonitoringConfiguration).toEqual(monitoring);
  const { WorkGroup } = await raw("GetWorkGroup", { WorkGroup: "spark" });
  expect(WorkGroup?.Configuration).not.toHaveProperty("QuerySchedulingType");
});

test("a name is taken once, whatever comes with it", async () => {
  expect(await refusal(create({ Name: "primary" }))).toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
    message: "WorkGroup is already created",
  });
  expect((await refusal(get("nowhere"))).message).toBe("WorkGroup is not found.");
});

test("the list ends after the last of many workgroups and survives a restart in the middle", async () => {
  const dataDir = await makeDataDir();
  let own = await startTestService({ dataDir });
  const names = Array.from({ length: 7 }, (_, n) => `team-${n}`);
  for (const Name of [...names].reverse())
    await own.client.send(new CreateWorkGroupCommand({ Name }));
  const read = async (NextToken?: string) =>
    own.client.send(new ListWorkGroupsCommand({ MaxResults: 7, NextToken }));
  const first = await read();
  await own.close();
  own = await startTestService({ dataDir });
  const second = await read(first.NextToken);
  const nameOf = (one: WorkGroupSummary) => one.Name;
  expect([...(first.WorkGroups ?? []), ...(second.WorkGroups ?? [])].map(nameOf)).toEqual([
    "analytics",
    "etl",
    "primary",
    "spark-connect",
    "spark-research",
    ...names,
  ]);
  expect(second.NextToken).toBeUndefined();
  const foreign = own.client.send(new ListWorkGroupsCommand({ NextToken: "abc" }));
  expect((await refusal(foreign)).message).toBe("The nextPageToken is malformed: abc");
  await own.close();
});

test("the account has room for 1000 workgroups", async () => {
  const { context } = world.service;
  const record = context.workGroups.get("plain");
  if (!record) throw new Error("plain is missing");
  context.transaction(() => {
    for (let n = context.workGroups.count(); n < 1_000; n += 1)
      context.workGroups.put({ ...record, name: `full-${n}` });
  });
  expect((await refusal(create({ Name: "one-too-many" }))).message).toContain("1000 workgroups");
});
